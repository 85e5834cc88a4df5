//! In: any text. Held: what holds of any line read for a label, as text and as a heading.
#![no_main]

#[allow(dead_code)]
#[path = "../../tests/import/sound.rs"]
mod sound;

libfuzzer_sys::fuzz_target!(|text: &str| {
    for line in text.lines() {
        sound::label_is_sound(line, false);
        sound::label_is_sound(line, true);
    }
});
