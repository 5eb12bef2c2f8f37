use crate::classes::{TATWEEL, arabic_digit, is_mark, look_alike, plain_alef};

/// The key under which a word is looked up: marks and tatweel off, alef forms as ا, ى as ي, ة as ه,
/// Persian look-alikes as the Arabic letters, digits as ASCII, lower case. Hamza on و and ي stays.
///
/// ```
/// use warraq_normalize::fold_key;
/// assert_eq!(fold_key("إِلَى"), "الي");
/// assert_eq!(fold_key("القاهرة"), "القاهره");
/// assert_eq!(fold_key("Netflix"), "netflix");
/// ```
#[must_use]
pub fn fold_key(word: &str) -> String {
    let mut key = String::with_capacity(word.len());
    fold_key_into(word, &mut key);
    key
}

/// Appends the key of `word` (see [`fold_key`]) to `key`.
pub fn fold_key_into(word: &str, key: &mut String) {
    for c in word.chars() {
        match c {
            'أ' | 'إ' | 'آ' => key.push('ا'),
            'ى' => key.push('ي'),
            'ة' | 'ۃ' => key.push('ه'),
            'ا'..='غ' | 'ف'..='ي' | ' ' | 'a'..='z' => key.push(c),
            'A'..='Z' => key.push(c.to_ascii_lowercase()),
            TATWEEL => {}
            _ if is_mark(c) => {}
            _ => fold_rare(c, key),
        }
    }
}

#[cold]
fn fold_rare(c: char, key: &mut String) {
    if let Some(digit) = arabic_digit(c) {
        key.extend(char::from_digit(digit, 10));
    } else if let Some(letter) = plain_alef(c).or_else(|| look_alike(c)) {
        key.push(letter);
    } else {
        key.extend(c.to_lowercase());
    }
}
