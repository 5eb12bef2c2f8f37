//! Stub while the crate is being written.
use warraq_text::View;
/// Stub.
#[derive(Debug, Clone)]
pub struct Normalizer;
impl Normalizer {
    /// The view all stages read.
    pub fn light() -> Self { Self }
    /// Stub.
    pub fn normalize(&self, source: &str) -> View { View { text: source.into(), ..View::default() } }
    /// Stub.
    pub fn normalize_into(&self, source: &str, view: &mut View) { view.clear(); view.text.push_str(source) }
}
/// Key under which a word is looked up: no marks, alef forms as ا, ى as ي, ة as ه, lower case.
pub fn fold_key(word: &str) -> String { let mut k = String::new(); fold_key_into(word, &mut k); k }
/// Appends the key of `word` to `key`.
pub fn fold_key_into(word: &str, key: &mut String) { key.extend(word.chars().map(|c| match c { 'أ'|'إ'|'آ'|'ٱ' => 'ا', 'ى' => 'ي', 'ة' => 'ه', c => c.to_ascii_lowercase() })) }
