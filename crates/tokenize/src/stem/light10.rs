//! Light10 (Larkey, Ballesteros, Connell: Light Stemming for Arabic Information Retrieval, 2007),
//! with the length conditions of Lucene.

const PREFIXES: &[&str] = &["ال", "وال", "بال", "كال", "فال", "لل", "و"];

/// Cut off one after the other, in this order.
const SUFFIXES: &[&str] = &["ها", "ان", "ات", "ون", "ين", "يه", "ية", "ه", "ة", "ي"];

/// Letters that are left at least.
const MIN_LEFT: usize = 2;

/// The light stem of `word`.
pub(super) fn stem(word: &str) -> String {
    let mut letters: String = word.chars().filter_map(normalize).collect();
    if let Some(prefix) = PREFIXES.iter().find(|prefix| has_prefix(&letters, prefix)) {
        letters.drain(..prefix.len());
    }
    for suffix in SUFFIXES {
        if letters.ends_with(suffix) && letters.chars().count() >= count(suffix) + MIN_LEFT {
            letters.truncate(letters.len() - suffix.len());
        }
    }
    letters
}

/// The letter that `c` counts as; none for tatweel and marks.
fn normalize(c: char) -> Option<char> {
    match c {
        'آ' | 'أ' | 'إ' => Some('ا'),
        'ى' => Some('ي'),
        'ة' => Some('ه'),
        '\u{0640}' | '\u{064B}'..='\u{0652}' => None,
        _ => Some(c),
    }
}

/// «و» alone asks for three letters after it, the others for two.
fn has_prefix(word: &str, prefix: &str) -> bool {
    let left = if count(prefix) == 1 { MIN_LEFT + 1 } else { MIN_LEFT };
    word.starts_with(prefix) && count(word) >= count(prefix) + left
}

fn count(text: &str) -> usize {
    text.chars().count()
}
