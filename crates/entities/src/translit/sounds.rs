/// Which classes of consonants a name has: a cheap test before two names are compared in full.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Sounds(u16);

impl Sounds {
    /// Of a name in Arabic letters.
    pub(crate) fn of_arabic(name: &str) -> Self {
        Self(name.chars().fold(0, |all, c| {
            all | match c {
                'ب' | 'پ' | 'ف' | 'ڤ' => LIPS,
                'ت' | 'ث' | 'د' | 'ذ' | 'ط' | 'ض' | 'ظ' => TEETH,
                'ج' | 'غ' | 'ق' | 'ك' | 'گ' | 'خ' => THROAT,
                'س' | 'ش' | 'ص' | 'ز' | 'چ' => HISS,
                'ل' => L,
                'م' => M,
                'ن' => N,
                'ر' => R,
                _ => 0,
            }
        }))
    }

    /// Of a name in Latin letters.
    pub(crate) fn of_latin(name: &str) -> Self {
        Self(name.chars().fold(0, |all, c| {
            all | match c.to_ascii_lowercase() {
                'b' | 'p' | 'f' | 'v' => LIPS,
                't' | 'd' => TEETH,
                'k' | 'g' | 'q' => THROAT,
                's' | 'z' | 'ş' | 'š' | 'ž' => HISS,
                'c' | 'j' | 'x' | 'ç' | 'č' => EITHER,
                'l' => L,
                'm' => M,
                'n' => N,
                'r' => R,
                _ => 0,
            }
        }))
    }

    /// Whether at most two classes are in one of the names alone.
    pub(crate) fn may_match(self, latin: Self) -> bool {
        let throat_or_hiss = if latin.0 & EITHER == 0 { 0 } else { THROAT | HISS };
        let missing = (self.0 & !(latin.0 | throat_or_hiss)).count_ones();
        let added = (latin.0 & !self.0 & !EITHER).count_ones();
        missing + added <= 2
    }
}

const LIPS: u16 = 1;
const TEETH: u16 = 1 << 1;
const THROAT: u16 = 1 << 2;
const HISS: u16 = 1 << 3;
const L: u16 = 1 << 4;
const M: u16 = 1 << 5;
const N: u16 = 1 << 6;
const R: u16 = 1 << 7;
/// Letters that are a sound of the throat or a hiss.
const EITHER: u16 = 1 << 8;

#[cfg(test)]
mod tests {
    use super::Sounds;

    #[test]
    fn names_of_one_sound_pass() {
        for (arabic, latin) in [
            ("بيتهوفن", "Beethoven"),
            ("تشارلز", "Charles"),
            ("جورج", "George"),
            ("مكسيكو", "Mexico"),
            ("غوغل", "Google"),
        ] {
            assert!(Sounds::of_arabic(arabic).may_match(Sounds::of_latin(latin)), "{latin}");
        }
        assert!(!Sounds::of_arabic("بيتهوفن").may_match(Sounds::of_latin("Karl Marx")));
    }
}
