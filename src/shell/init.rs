//! `shouce init`. In: a folder that is not there yet, or empty. Out: a small handbook in it that builds without a warning.

use super::{
    Outcome,
    args::InitArgs,
    failure::Failure,
    place::{self, State},
    report,
};
use rust_embed::RustEmbed;
use std::{fs, path::Path};

#[derive(RustEmbed)]
#[folder = "starter/"]
struct Starter;

/// Runs the command.
///
/// # Errors
/// Where the folder has something in it or cannot be written.
pub fn run(args: &InitArgs) -> Result<Outcome, Failure> {
    let dir = &args.dir;
    let state = place::state(dir).map_err(|error| Failure::io("打不开", dir, &error))?;
    if !matches!(state, State::Absent | State::Empty) {
        let hint = format!("请写一个新的文件夹，例如 {}。", dir.join("手册").display());
        return Err(Failure::new(format!("{} 里已经有东西，没有动它", dir.display())).hint(hint));
    }
    for name in Starter::iter() {
        let file = Starter::get(&name).expect("invariant: a listed file is there");
        write(&dir.join(&*name), &file.data)?;
    }
    // Editors that know JSON Schema complete and check the settings while one types.
    for name in ["handbook", "local"] {
        let schema = crate::schema::text(name).expect("invariant: a listed schema");
        write(&dir.join(format!("schema/{name}.schema.json")), schema.as_bytes())?;
    }
    report::say(&next_steps(dir));
    Ok(Outcome::Fine)
}

fn write(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let fail = |error| Failure::io("写不了", path, &error);
    fs::create_dir_all(path.parent().expect("invariant: a file stands in a folder")).map_err(fail)?;
    fs::write(path, bytes).map_err(fail)
}

fn next_steps(dir: &Path) -> String {
    let dir = dir.display();
    format!(
        "已建好 {dir}。接下来：\n  shouce serve {dir} --open     一边写，一边在浏览器里看\n  shouce build {dir} --open     生成可以拷走的手册"
    )
}
