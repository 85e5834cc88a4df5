//! In: the shipped handbook's site. Out: nothing, or what a real browser over `file://` finds wrong with it.

mod cdp;
pub mod found;

pub use cdp::Tab;

#[test]
fn the_old_browser_is_the_old_one() {
    let Some(program) = found::chromium_86() else { return };
    let mut tab = Tab::open(&program);
    let agent = tab.eval("navigator.userAgent");
    assert!(agent.as_str().is_some_and(|a| a.contains("Chrome/86.")), "{agent}");
}
