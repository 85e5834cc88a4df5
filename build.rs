//! In: nothing. Out: a rebuild whenever a template or theme file comes, goes or changes, since they are embedded.

fn main() {
    println!("cargo:rerun-if-changed=templates");
    println!("cargo:rerun-if-changed=theme");
}
