//! The JSON Schema of policies, `docs/policy.schema.json`.

use std::borrow::Cow;
use std::path::Path;
use std::{env, fs};

use schemars::generate::SchemaSettings;
use schemars::transform::transform_subschemas;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde_json::{Value, json};

use super::Policy;
use crate::Catalogue;
use crate::policy::ban::{ALLOWED, Ban};
use crate::policy::enforcement::Enforcement;
use crate::policy::report_level::ReportLevel;
use crate::policy::text::MOST_LANGUAGES;

/// How a date is written.
pub struct Day;

impl JsonSchema for Day {
    fn schema_name() -> Cow<'static, str> {
        "Date".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "string",
            "format": "date",
            "pattern": "^[2-9][0-9]{3}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$",
        })
    }
}

pub fn every_day() -> u16 {
    super::EVERY_DAY
}

pub fn prompts() -> Vec<Enforcement> {
    vec![Enforcement::Prompt]
}

pub fn verdict() -> ReportLevel {
    ReportLevel::Verdict
}

pub fn first_version() -> u16 {
    1
}

/// Texts by language.
pub struct ByLanguage;

impl JsonSchema for ByLanguage {
    fn schema_name() -> Cow<'static, str> {
        "TextByLanguage".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "object",
            "minProperties": 1,
            "maxProperties": MOST_LANGUAGES,
            "propertyNames": {"pattern": "^[a-z]{2,3}(-[A-Za-z0-9]{1,8})*$"},
            "additionalProperties": {"type": "string", "minLength": 1},
        })
    }
}

/// Id of a family.
pub struct FamilyId;

impl JsonSchema for FamilyId {
    fn schema_name() -> Cow<'static, str> {
        "Family".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let ids: Vec<_> = Catalogue::embedded().families.iter().map(|family| family.id).collect();
        json_schema!({"enum": ids})
    }
}

impl JsonSchema for Ban {
    fn schema_name() -> Cow<'static, str> {
        "Ban".into()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let entry = |key: &str, description: &str, value: Value| {
            json!({
                "description": description,
                "type": "object",
                "properties": {key: value},
                "required": [key],
            })
        };
        let family = generator.subschema_for::<FamilyId>().to_value();
        let mut choices = vec![entry("family", "A family of the catalogue, by its id.", family)];
        for (kind, allowed) in &ALLOWED {
            let allowed = allowed.to_string();
            let (first, rest) = allowed.split_at(1);
            let description = format!("{}{rest}.", first.to_uppercase());
            choices.push(entry(kind.key(), &description, json!({"type": "string"})));
        }
        json_schema!({"oneOf": choices})
    }
}

/// A key that is optional is left out; `null` is a mistake.
fn without_null(schema: &mut Schema) {
    if let Some(Value::Array(choices)) = schema.get_mut("anyOf") {
        choices.retain(|choice| *choice != json!({"type": "null"}));
        if let [Value::Object(only)] = &choices[..] {
            let only = only.clone();
            schema.remove("anyOf");
            schema.ensure_object().extend(only);
        }
    }
    if let Some(Value::Array(types)) = schema.get_mut("type") {
        types.retain(|kind| kind != "null");
        if let [only] = &types[..] {
            let only = only.clone();
            schema.insert("type".to_owned(), only);
        }
    }
    transform_subschemas(&mut without_null, schema);
}

fn generated() -> String {
    let mut schema =
        SchemaSettings::draft2020_12().into_generator().into_root_schema_for::<Policy>();
    schema.insert("title".to_owned(), "Policy of Appvagt".into());
    without_null(&mut schema);
    let editors =
        json!({"type": "string", "description": "Ties the file to this schema in editors."});
    if let Some(Value::Object(properties)) = schema.get_mut("properties") {
        properties.insert(super::SCHEMA_KEY.to_owned(), editors);
    }
    let mut text = serde_json::to_string_pretty(&schema).unwrap();
    text.push('\n');
    text
}

/// Set `APPVAGT_WRITE_DOCS` to write the document instead of comparing it.
#[test]
fn the_schema_in_the_documents_is_that_of_the_types() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/policy.schema.json");
    let schema = generated();
    if env::var_os("APPVAGT_WRITE_DOCS").is_some() {
        fs::write(&path, &schema).unwrap();
    }
    assert!(
        fs::read_to_string(&path).unwrap_or_default() == schema,
        "docs/policy.schema.json is stale: APPVAGT_WRITE_DOCS=1 cargo test -p appvagt-scanner schema"
    );
}
