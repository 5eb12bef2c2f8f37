/// A word as it is looked up: its letters folded and packed six bits each, the first lowest, so
/// that a proclitic is cut off by a shift and two words are compared as two integers.
///
/// Letters that `warraq_normalize::fold_key` makes equal are equal here (alef forms, ى, ة, case),
/// and some Persian ones besides. Dots are left out: «د.ل» and «د.ل.» have one key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Key(u128);

const BITS: u32 = 6;
const HALF: u32 = u64::BITS / BITS;
const MAX_LETTERS: u32 = 2 * HALF;

impl Key {
    /// The key of `word`; `None` if it is empty, has a letter no quantity is written with, or is
    /// too long.
    pub(crate) fn of(word: &str) -> Option<Self> {
        // Two halves of ten letters: shifts of 64 bits are quicker than those of 128.
        let (mut low, mut high) = (0_u64, 0_u64);
        let mut letters = 0;
        let mut bytes = word.bytes();
        while let Some(byte) = bytes.next() {
            let code = match byte {
                b'.' => continue,
                0..0x80 => ASCII[usize::from(byte)],
                0xC2 => LATIN_1[usize::from(bytes.next()? & 0x3F)],
                0xD8..=0xDB => ARABIC[arabic_index(byte, bytes.next()?)],
                _ => 0,
            };
            match letters {
                _ if code == 0 => return None,
                0..HALF => low |= u64::from(code) << (letters * BITS),
                HALF..MAX_LETTERS => high |= u64::from(code) << ((letters - HALF) * BITS),
                _ => return None,
            }
            letters += 1;
        }
        (letters > 0).then_some(Self(u128::from(low) | u128::from(high) << (HALF * BITS)))
    }

    pub(crate) fn len(self) -> u32 {
        (u128::BITS - self.0.leading_zeros()).div_ceil(BITS)
    }

    /// A number below [`Key::FINGERPRINTS`] that differs for most keys.
    pub(crate) fn fingerprint(self) -> usize {
        let folded = (self.0 ^ (self.0 >> 64)) as u64;
        (folded.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> (u64::BITS - 16)) as usize
    }

    /// Number of values of [`Key::fingerprint`].
    pub(crate) const FINGERPRINTS: usize = 1 << 16;

    /// Whether the first letter is one of `letters`.
    pub(crate) fn begins_with(self, letters: &[Letter]) -> bool {
        letters.contains(&Letter((self.0 & 0x3F) as u8))
    }

    /// The rest of the key if its first letter is one of `letters`.
    pub(crate) fn strip(self, letters: &[Letter]) -> Option<(Self, Letter)> {
        let first = Letter((self.0 & 0x3F) as u8);
        letters.contains(&first).then_some((Self(self.0 >> BITS), first))
    }
}

/// A folded letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Letter(u8);

impl Letter {
    pub(crate) const ALEF: Self = Self(ARABIC[0x27]);
    pub(crate) const BEH: Self = Self(ARABIC[0x28]);
    pub(crate) const FEH: Self = Self(ARABIC[0x41]);
    pub(crate) const KAF: Self = Self(ARABIC[0x43]);
    pub(crate) const LAM: Self = Self(ARABIC[0x44]);
    pub(crate) const WAW: Self = Self(ARABIC[0x48]);
}

/// The letters that count as one, a code a line.
const FOLDED: [&str; 31] = [
    "اأإآٱ",
    "ب\u{067E}",
    "ت",
    "ث",
    "ج\u{0686}",
    "ح",
    "خ",
    "د",
    "ذ",
    "ر",
    "ز",
    "س",
    "ش",
    "ص",
    "ض",
    "ط",
    "ظ",
    "ع",
    "غ\u{06AF}",
    "ف\u{06A4}",
    "ق",
    "ك\u{06A9}",
    "ل",
    "م",
    "ن",
    "هة",
    "و",
    "يى\u{06CC}",
    "ء",
    "ؤ",
    "ئ",
];

/// Code of the Latin letter a.
const LATIN_A: u8 = FOLDED.len() as u8 + 1;
const TWO: u8 = LATIN_A + 26;
const THREE: u8 = TWO + 1;
const DEGREE: u8 = TWO + 2;
const MICRO: u8 = TWO + 3;

/// Codes of U+0600 to U+06FF.
const ARABIC: [u8; 256] = {
    let mut codes = [0; 256];
    let mut group = 0;
    while group < FOLDED.len() {
        let letters = FOLDED[group].as_bytes();
        let mut i = 0;
        while i < letters.len() {
            codes[arabic_index(letters[i], letters[i + 1])] = group as u8 + 1;
            i += 2;
        }
        group += 1;
    }
    codes
};

const ASCII: [u8; 128] = {
    let mut codes = [0; 128];
    let mut letter = 0;
    while letter < 26 {
        codes[(b'a' + letter) as usize] = LATIN_A + letter;
        codes[(b'A' + letter) as usize] = LATIN_A + letter;
        letter += 1;
    }
    codes[b'2' as usize] = TWO;
    codes[b'3' as usize] = THREE;
    codes
};

/// Codes of U+0080 to U+00BF.
const LATIN_1: [u8; 64] = {
    let mut codes = [0; 64];
    codes[0x32] = TWO; // superscript two
    codes[0x33] = THREE; // superscript three
    codes[0x30] = DEGREE;
    codes[0x35] = MICRO;
    codes
};

/// Place of the letter of two bytes, the first between D8 and DB, in [`ARABIC`].
const fn arabic_index(lead: u8, trail: u8) -> usize {
    ((lead & 3) as usize) << 6 | (trail & 0x3F) as usize
}

#[cfg(test)]
mod tests {
    use super::*;
    use warraq_normalize::fold_key;

    #[test]
    fn a_key_is_at_least_as_coarse_as_fold_key() {
        for word in ["أربعة", "إحدى", "آلاف", "مئة", "يورو", "GB", "كيلومترا", "ثلاثمائة"]
        {
            assert_eq!(Key::of(word), Key::of(&fold_key(word)), "{word}");
        }
    }

    #[test]
    fn letters_are_cut_off_in_front() {
        let (rest, letter) = Key::of("وستة").and_then(|k| k.strip(&[Letter::WAW])).unwrap();
        assert_eq!((Some(rest), letter), (Key::of("ستة"), Letter::WAW));
        assert_eq!(rest.len(), 3);
    }

    #[test]
    fn words_that_cannot_be_written_have_no_key() {
        assert_eq!(Key::of(""), None);
        assert_eq!(Key::of("..."), None);
        assert_eq!(Key::of("日本"), None);
        assert_eq!(Key::of(&"ا".repeat(21)), None);
        assert!(Key::of(&"ا".repeat(20)).is_some());
    }
}
