//! In: a first byte that says what sort of file follows, and the file. Held: what holds of any import.
#![no_main]

#[allow(dead_code)]
#[path = "../../tests/import/sound.rs"]
mod sound;

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    if let Some((kind, bytes)) = data.split_first() {
        sound::import_is_sound(["a.txt", "a.html", "a.docx", "a.md"][usize::from(kind % 4)], bytes);
    }
});
