//! How foreign a word looks by its letters.
//!
//! Two letter models of second order, one of foreign names in Arabic letters, one of common Arabic
//! words; what is kept is the logarithm of their odds for each three letters in a row.

mod trainer;

pub use trainer::LettersTrainer;

static LEARNED: &[u8] = include_bytes!("../data/letters.bin");

/// The letters of folded keys, and the edge of a word.
const LETTERS: usize = 44;
const EDGE: usize = 43;
const UNIT: f32 = 16.0;

/// Logarithm of the odds that the word is a foreign name, a letter: above zero it looks like one.
/// `key` is folded; what is no Arabic letter counts as an edge.
pub(crate) fn foreignness(key: &str) -> f32 {
    let mut before = [EDGE, EDGE];
    let mut sum = 0;
    let mut letters = 0;
    for letter in key.chars().map(letter).chain([EDGE]) {
        sum += i32::from(odds(before, letter));
        before = [before[1], letter];
        letters += 1;
    }
    sum as f32 / UNIT / letters as f32
}

/// Whether an unknown word looks like a foreign name.
pub(crate) fn looks_strange(key: &str) -> bool {
    let letters = key.chars().all(|c| c == '-' || ('ء'..='ي').contains(&c));
    letters && key.len() >= 6 && foreignness(key) > STRANGE
}

const STRANGE: f32 = 0.25;

fn odds([first, second]: [usize; 2], third: usize) -> i8 {
    LEARNED.get(place(first, second, third)).map_or(0, |&byte| i8::from_le_bytes([byte]))
}

fn place(first: usize, second: usize, third: usize) -> usize {
    (first * LETTERS + second) * LETTERS + third
}

fn letter(c: char) -> usize {
    match c {
        'ء'..='ي' => c as usize - 'ء' as usize,
        _ => EDGE,
    }
}

#[cfg(test)]
mod tests {
    use super::foreignness;

    #[test]
    fn spelling_tells_foreign_names_from_words() {
        for name in ["بورتسموث", "غوتنبرغ", "تشاندلر", "فولتشينسكي"]
        {
            assert!(foreignness(name) > 0.2, "{name} {}", foreignness(name));
        }
        for word in ["المستشفيات", "يتحدثون", "مقابل", "استعمالها"] {
            assert!(foreignness(word) < 0.0, "{word} {}", foreignness(word));
        }
    }
}
