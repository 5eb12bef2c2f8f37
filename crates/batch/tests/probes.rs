//! The decoding probes beside the repository.

use serde_json::Value;
use warraq_batch::decode;

/// Reads `../shared/cases/probes.jsonl`; skipped where it is absent.
#[test]
fn probes() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/cases/probes.jsonl");
    let Ok(text) = std::fs::read_to_string(path) else {
        assert!(std::env::var_os("CI").is_none(), "{path} is absent");
        return;
    };
    let probes = text.lines().map(|line| serde_json::from_str::<Value>(line).expect("a probe"));
    for probe in probes.filter(|probe| probe["operation"] == "decode") {
        let digits = probe["input"].as_str().and_then(|input| input.strip_prefix("hex:"));
        let bytes = bytes(digits.expect("bytes in hexadecimal"));
        let (text, _) = decode(&bytes).expect("a known encoding");
        assert_eq!(probe["expected"], *text, "{}", probe["id"]);
    }
}

fn bytes(digits: &str) -> Vec<u8> {
    let pair = |at| u8::from_str_radix(&digits[at..at + 2], 16).expect("two digits");
    (0..digits.len()).step_by(2).map(pair).collect()
}
