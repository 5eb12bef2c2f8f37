//! Whether a tokenizer looks across a space between two letters.
//!
//! What is known to stay on its side of the space is listed; everything else may look across.

use serde_json::Value;

/// Whether the tokenizer that `json` describes gives each piece between joints the subwords that it
/// has in the whole text.
pub(super) fn is_local(json: &Value) -> bool {
    json["truncation"].is_null()
        && json["padding"].is_null()
        && json["model"]["dropout"].as_f64().unwrap_or(0.0) == 0.0
        && (json["normalizer"].is_null() || is_local_normalizer(&json["normalizer"]))
        && cuts_at_joints(&json["pre_tokenizer"])
        && items(&json["added_tokens"]).iter().all(is_local_token)
}

fn items(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

fn kind(value: &Value) -> &str {
    value["type"].as_str().unwrap_or_default()
}

/// Changes letters one by one or with their marks, and leaves a space between letters alone.
fn is_local_normalizer(value: &Value) -> bool {
    match kind(value) {
        "Sequence" => items(&value["normalizers"]).iter().all(is_local_normalizer),
        "Replace" => {
            let text = value["pattern"]["String"].as_str();
            text.is_some_and(|text| !text.contains(char::is_whitespace))
        }
        // These two change the beginning of the text alone, or its end.
        "Prepend" | "Strip" => true,
        "NFC" | "NFD" | "NFKC" | "NFKD" | "Lowercase" | "BertNormalizer" | "StripAccents"
        | "Nmt" | "Precompiled" => true,
        _ => false,
    }
}

/// Whether a cut is made at each space between letters, which is left out or begins the next piece.
fn cuts_at_joints(value: &Value) -> bool {
    let flag = |name: &str| value[name].as_bool().unwrap_or(true);
    match kind(value) {
        "BertPreTokenizer" | "Whitespace" | "WhitespaceSplit" => true,
        "ByteLevel" => flag("use_regex"),
        "Metaspace" => flag("split"),
        "Split" => is_gpt_pattern(value),
        "Sequence" => {
            let cuts_inside = |value: &&Value| matches!(kind(value), "Digits" | "Punctuation");
            let mut parts = items(&value["pretokenizers"]).iter();
            parts.find(|part| !cuts_inside(part)).is_some_and(cuts_at_joints)
        }
        _ => false,
    }
}

/// The patterns of GPT-2 and those that came of it: a piece holds one space at its beginning.
fn is_gpt_pattern(value: &Value) -> bool {
    let pattern = value["pattern"]["Regex"].as_str().unwrap_or_default();
    let words = ["[^\\r\\n\\p{L}\\p{N}]?\\p{L}+", "| ?\\p{L}+"];
    value["behavior"] == "Isolated"
        && value["invert"] == false
        && pattern.ends_with("|\\s+(?!\\S)|\\s+")
        && words.iter().any(|word| pattern.contains(word))
}

/// Whether an added token can neither hold nor reach a space between letters.
fn is_local_token(token: &Value) -> bool {
    let content = token["content"].as_str().unwrap_or_default();
    let strips = token["lstrip"] == true || token["rstrip"] == true;
    let edge = |c: Option<char>| c.is_some_and(char::is_alphabetic);
    let reaches = edge(content.chars().next()) || edge(content.chars().next_back());
    let crosses = content.contains(' ') || strips && reaches;
    !crosses
}
