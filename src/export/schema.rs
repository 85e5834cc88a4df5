//! In: nothing. Out: the JSON Schema of what `export --format json` writes, made from the records themselves.

use super::Export;
use schemars::generate::SchemaSettings;

/// The schema (draft 2020-12), indented, ending in a line end.
pub fn schema() -> String {
    let generator = SchemaSettings::draft2020_12().for_serialize().into_generator();
    let mut schema = generator.into_root_schema_for::<Export>();
    schema.insert("title".to_owned(), "shouce export --format json".into());
    let mut text = serde_json::to_string_pretty(&schema).expect("invariant: a schema serialises");
    text.push('\n');
    text
}
