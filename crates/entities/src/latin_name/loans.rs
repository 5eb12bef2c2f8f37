//! Words of foreign names that stand for foreign words, not sounds.

use std::collections::HashMap;
use std::sync::LazyLock;

/// Latin spelling of an English or French word that names of companies and products contain.
pub(super) fn loan_word(word: &str) -> Option<&'static str> {
    static WORDS: LazyLock<HashMap<&str, &str>> = LazyLock::new(|| {
        let rows = include_str!("../../data/loan_words.tsv").lines();
        rows.filter_map(|row| row.split_once('\t')).collect()
    });
    WORDS.get(word).copied()
}

/// Joint of a foreign name: فان در مير is van der Meer.
pub(super) fn joint(word: &str) -> Option<&'static str> {
    Some(match word {
        "دي" => "de",
        "دا" => "da",
        "دو" => "do",
        "دوس" => "dos",
        "ديل" => "del",
        "ديلا" => "della",
        "دير" | "در" => "der",
        "دين" => "den",
        "فان" => "van",
        "فون" => "von",
        "لا" => "La",
        "لو" => "Le",
        "إل" => "El",
        "لاس" => "Las",
        "لوس" => "Los",
        "سان" => "San",
        "سانت" => "Saint",
        "سانتا" => "Santa",
        _ => return None,
    })
}

/// The number of a ruler or pope: الثاني of فرديناند الثاني is II.
pub(super) fn regnal_number(word: &str) -> Option<&'static str> {
    Some(match word {
        "الأول" | "الأولى" => "I",
        "الثاني" | "الثانية" => "II",
        "الثالث" | "الثالثة" => "III",
        "الرابع" | "الرابعة" => "IV",
        "الخامس" | "الخامسة" => "V",
        "السادس" | "السادسة" => "VI",
        "السابع" => "VII",
        "الثامن" => "VIII",
        "التاسع" => "IX",
        "العاشر" => "X",
        _ => return None,
    })
}

/// The letter that the word names: بي is B.
pub(super) fn letter_name(word: &str) -> Option<char> {
    Some(match word {
        "إيه" | "ايه" | "أيه" => 'A',
        "بي" => 'B',
        "سي" => 'C',
        "دي" => 'D',
        "إي" | "اي" => 'E',
        "إف" | "اف" | "أف" => 'F',
        "جي" => 'G',
        "إتش" | "اتش" | "أتش" => 'H',
        "آي" | "أي" => 'I',
        "جيه" => 'J',
        "كيه" | "كي" => 'K',
        "إل" | "ال" | "أل" => 'L',
        "إم" | "ام" | "أم" => 'M',
        "إن" | "ان" | "أن" => 'N',
        "أو" | "او" => 'O',
        "كيو" => 'Q',
        "آر" | "ار" | "أر" => 'R',
        "إس" | "اس" | "أس" => 'S',
        "تي" => 'T',
        "يو" => 'U',
        "في" => 'V',
        "دبليو" => 'W',
        "إكس" | "اكس" | "أكس" => 'X',
        "واي" => 'Y',
        "زد" | "زي" => 'Z',
        _ => return None,
    })
}
