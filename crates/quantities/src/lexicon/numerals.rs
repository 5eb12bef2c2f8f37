//! Number words: cardinals in all genders, cases, spellings and dialects, ordinals, fractions.

use super::{Form, Words};

/// A piece of a cardinal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Numeral {
    /// «صفر».
    Zero,
    /// 1 to 9, before عشر, مئة and the scales.
    Unit(u8),
    /// «أحد», «اثنا»: 1 or 2, only before عشر or «و» and a ten.
    Construct(u8),
    /// «عشرة»: 10, or the second part of 11 to 19.
    Ten,
    /// 11 to 99 in one word: «ثلاثةعشر», «حداشر», «خمسةوعشرون».
    Glued(u8),
    /// 20, 30 … 90.
    Tens(u8),
    /// «مئة», alone or after 3 to 9.
    Hundred,
    /// «مئات», a number only after 3 to 9.
    HundredPlural,
    /// 200, 300 … 900 in one word, and «مئةوخمسون».
    Hundreds(u16),
    /// «ألف», «مليون» …: ten to the power `zeros`.
    Scale { zeros: u8, form: Form },
    /// «ألفا», «مليونا»: the dual before a noun, or the singular with tanwin.
    ScaleOrDual { zeros: u8 },
}

/// A part of one: `count / of`, where «نصف» is 1/2, «ثلثا» 2/3 and «أرباع» 0/4 (how many comes
/// before it).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Part {
    pub(crate) count: u8,
    pub(crate) of: u8,
}

const UNITS: [(u8, &[&str]); 9] = [
    (1, &["واحد", "واحدة", "واحدا"]),
    (2, &["اثنان", "اثنين", "اثنتان", "اثنتين", "ثنتان", "ثنتين", "اتنين", "إتنين", "جوج"]),
    (3, &["ثلاثة", "ثلاث", "ثلاثا", "تلاتة", "تلات", "ثلاثه"]),
    (4, &["أربعة", "أربع", "أربعا"]),
    (5, &["خمسة", "خمس", "خمسا"]),
    (6, &["ستة", "ست", "ستا"]),
    (7, &["سبعة", "سبع", "سبعا"]),
    (
        8,
        &[
            "ثمانية",
            "ثماني",
            "ثمان",
            "ثمانيا",
            "تمانية",
            "تماني",
            "تمان",
            "تمنية",
            "ثمنية",
            "ثمانيه",
        ],
    ),
    (9, &["تسعة", "تسع", "تسعا"]),
];

const TENS: [(u8, &[&str]); 8] = [
    (20, &["عشرون", "عشرين"]),
    (30, &["ثلاثون", "ثلاثين", "تلاتين", "تلاتون"]),
    (40, &["أربعون", "أربعين", "ربعين"]),
    (50, &["خمسون", "خمسين"]),
    (60, &["ستون", "ستين"]),
    (70, &["سبعون", "سبعين"]),
    (80, &["ثمانون", "ثمانين", "تمانين", "تمانون", "تمنين", "ثمنين"]),
    (90, &["تسعون", "تسعين"]),
];

/// 11 to 19 as said in Egypt, the Levant, Iraq, the Gulf and the Maghreb.
const TEENS: [(u8, &[&str]); 9] = [
    (11, &["حداشر", "احداشر", "حدعش", "احدعش", "حدعشر", "احدعشر", "هداشر"]),
    (12, &["اتناشر", "اطناشر", "اثناشر", "اطنعش", "اثنعش", "اثنعشر", "اطنعشر", "تناشر", "طناش"]),
    (13, &["تلتاشر", "تلتعش", "تلطعش", "ثلطعش", "ثلاثطعش", "ثلثطعش", "ثلثطعشر", "تلاتاشر", "تلطاش"]),
    (14, &["اربعتاشر", "اربعطعش", "اربعطعشر", "اربعتعش", "ربعطاش"]),
    (15, &["خمستاشر", "خمسطعش", "خمسطعشر", "خمستعش", "خمسطاش"]),
    (16, &["ستاشر", "سطعش", "ستطعش", "ستطعشر", "ستعش", "سطاش"]),
    (17, &["سبعتاشر", "سبعطعش", "سبعطعشر", "سبعتعش", "سبعطاش"]),
    (18, &["تمنتاشر", "تمنطعش", "ثمنطعش", "ثمنطعشر", "تمنتعش", "تمنطاش"]),
    (19, &["تسعتاشر", "تسعطعش", "تسعطعشر", "تسعتعش", "تسعطاش"]),
];

const TEN: [&str; 4] = ["عشرة", "عشر", "عشرا", "عشره"];
const CONSTRUCT: [(u8, &[&str]); 2] =
    [(1, &["أحد", "إحدى", "احدى"]), (2, &["اثنا", "اثني", "اثنتا", "اثنتي", "إثنى", "تنين"])];

const HUNDRED: [&str; 6] = ["مئة", "مائة", "ماية", "مية", "مءة", "ماءة"];
const HUNDRED_PLURALS: [&str; 5] = ["مئات", "مائات", "ميات", "مئين", "مئون"];
/// Stems before مئة that are no numeral elsewhere.
const SHORT_STEMS: [(u16, &[&str]); 3] =
    [(3, &["ثلث", "تلت"]), (4, &["ربع"]), (8, &["ثمن", "تمن"])];

/// Scales: zeros, singular, plurals.
const SCALES: [(u8, &str, &[&str]); 7] = [
    (3, "ألف", &["آلاف", "الاف", "ألوف"]),
    (6, "مليون", &["ملايين", "ملاين"]),
    (9, "مليار", &["مليارات", "ملايير"]),
    (9, "بليون", &["بلايين"]),
    (12, "تريليون", &["تريليونات"]),
    (12, "ترليون", &["ترليونات"]),
    (15, "كوادريليون", &["كوادريليونات"]),
];

const ENGLISH_SCALES: [(u8, &[&str]); 4] = [
    (3, &["thousand", "K"]),
    (6, &["million", "mn", "mln"]),
    (9, &["billion", "bn", "bln"]),
    (12, &["trillion", "tn"]),
];

/// Ranks in both genders; tanwin is derived.
const ORDINALS: [(u8, &[&str]); 10] = [
    (1, &["أول", "أولى"]),
    (2, &["ثاني", "ثانية", "ثان", "تاني", "تانية"]),
    (3, &["ثالث", "ثالثة", "تالت", "تالتة"]),
    (4, &["رابع", "رابعة"]),
    (5, &["خامس", "خامسة"]),
    (6, &["سادس", "سادسة"]),
    (7, &["سابع", "سابعة"]),
    (8, &["ثامن", "ثامنة", "تامن", "تامنة"]),
    (9, &["تاسع", "تاسعة"]),
    (10, &["عاشر", "عاشرة"]),
];

/// The first part of the rank 11.
pub(super) const ELEVENTH: [&str; 2] = ["حادي", "حادية"];

/// Parts of one: denominator, singulars, plural.
const PARTS: [(u8, &[&str], &str); 9] = [
    (2, &["نصف", "نص"], "أنصاف"),
    (3, &["ثلث", "تلت"], "أثلاث"),
    (4, &["ربع"], "أرباع"),
    (5, &["خمس"], "أخماس"),
    (6, &["سدس"], "أسداس"),
    (7, &["سبع"], "أسباع"),
    (8, &["ثمن"], "أثمان"),
    (9, &["تسع"], "أتساع"),
    (10, &["عشر"], "أعشار"),
];

/// Pronouns at the end of a part or rank: «نصفها», «أولاهم».
const PRONOUNS: [&str; 7] = ["ه", "ها", "هم", "هن", "هما", "نا", "كم"];

/// Words that only look like a numeral with a proclitic.
const NOT_NUMERALS: [&str; 5] = ["لست", "بثمن", "لثمن", "كمية", "كميات"];

pub(super) fn add(words: &mut Words) {
    cardinals(words);
    scales(words);
    ordinals(words);
    parts(words);
    for word in NOT_NUMERALS {
        words.senses(word);
    }
}

fn cardinals(words: &mut Words) {
    words.senses("صفر").numeral = Some(Numeral::Zero);
    words.senses("صفرا").numeral = Some(Numeral::Zero);
    for (value, forms) in UNITS {
        for form in forms {
            words.senses(form).numeral = Some(Numeral::Unit(value));
            for ten in ["عشر", "عشرة"] {
                words.senses(&format!("{form}{ten}")).numeral = Some(Numeral::Glued(10 + value));
            }
            units_and_tens(words, form, value);
        }
    }
    for (value, forms) in CONSTRUCT {
        for form in forms {
            words.senses(form).numeral = Some(Numeral::Construct(value));
            for ten in ["عشر", "عشرة"] {
                words.senses(&format!("{form}{ten}")).numeral = Some(Numeral::Glued(10 + value));
            }
        }
    }
    // Sunday too, but not before عشر.
    words.senses("الأحد").numeral = Some(Numeral::Construct(1));
    for (value, forms) in TEENS {
        for form in forms {
            words.senses(form).numeral = Some(Numeral::Glued(value));
        }
    }
    for form in TEN {
        words.senses(form).numeral = Some(Numeral::Ten);
    }
    for (value, forms) in TENS {
        for form in forms {
            words.senses(form).numeral = Some(Numeral::Tens(value));
        }
    }
    hundreds(words);
}

/// «خمسةوعشرون»: the space before «و» is missing.
fn units_and_tens(words: &mut Words, unit: &str, value: u8) {
    for (tens, forms) in TENS {
        for form in forms {
            let glued = words.senses(&format!("{unit}و{form}"));
            glued.numeral = Some(Numeral::Glued(tens + value));
        }
    }
}

fn hundreds(words: &mut Words) {
    for hundred in HUNDRED {
        words.senses(hundred).numeral = Some(Numeral::Hundred);
        for (tens, forms) in TENS {
            for form in forms {
                let glued = words.senses(&format!("{hundred}و{form}"));
                glued.numeral = Some(Numeral::Hundreds(100 + u16::from(tens)));
            }
        }
    }
    for plural in HUNDRED_PLURALS {
        words.senses(plural).numeral = Some(Numeral::HundredPlural);
    }
    for stem in ["مئ", "مائ", "ماي", "مي"] {
        for dual in ["تان", "تين", "تا", "تي"] {
            // «ميتا» is a company.
            if (stem, dual) != ("مي", "تا") {
                words.senses(&format!("{stem}{dual}")).numeral = Some(Numeral::Hundreds(200));
            }
        }
    }
    words.senses("متين").numeral = Some(Numeral::Hundreds(200));
    let units = UNITS.iter().skip(2).map(|(value, forms)| (u16::from(*value), *forms));
    for (value, stems) in units.chain(SHORT_STEMS) {
        for stem in stems {
            for hundred in HUNDRED.into_iter().chain(["ميت"]) {
                let word = format!("{stem}{hundred}");
                words.senses(&word).numeral = Some(Numeral::Hundreds(value * 100));
            }
        }
    }
}

fn scales(words: &mut Words) {
    for (zeros, singular, plurals) in SCALES {
        words.noun(singular, |senses, form| {
            senses.numeral = Some(Numeral::Scale { zeros, form });
        });
        let tanwin = words.senses(&format!("{singular}ا"));
        tanwin.numeral = Some(Numeral::ScaleOrDual { zeros });
        for plural in plurals {
            words.senses(plural).numeral = Some(Numeral::Scale { zeros, form: Form::Plural });
        }
    }
    for (zeros, forms) in ENGLISH_SCALES {
        for form in forms {
            words.senses(form).numeral = Some(Numeral::Scale { zeros, form: Form::Singular });
        }
    }
}

fn ordinals(words: &mut Words) {
    for (rank, forms) in ORDINALS {
        for form in forms {
            words.senses(form).ordinal = Some(rank);
            words.senses(&format!("{form}ا")).ordinal = Some(rank);
        }
    }
    for form in ELEVENTH {
        words.senses(form).ordinal = Some(11);
    }
    for pronoun in &PRONOUNS[1..] {
        for (rank, forms) in &ORDINALS[1..] {
            let senses = words.senses(&format!("{}{pronoun}", forms[0]));
            senses.ordinal = Some(*rank);
            senses.tail = pronoun.chars().count() as u8;
        }
        for first in ["أول", "أولا"] {
            let senses = words.senses(&format!("{first}{pronoun}"));
            senses.ordinal = Some(1);
            senses.tail = pronoun.chars().count() as u8;
        }
    }
    // «أولاً» is "firstly".
    words.senses("أولا").ordinal = None;
}

fn parts(words: &mut Words) {
    for (of, singulars, plural) in PARTS {
        for singular in singulars {
            part(words, singular, "", Part { count: 1, of });
            words.senses(&format!("{singular}ا")).part = Some(Part { count: 1, of });
        }
        part(words, plural, "", Part { count: 0, of });
    }
    for (of, singular) in [(3, "ثلث"), (5, "خمس"), (6, "سدس"), (3, "تلت")] {
        dual_part(words, singular, of);
    }
}

/// «ثلثان», «ثلثين», «ثلثا», «ثلثي»; «خمسين» stays fifty.
fn dual_part(words: &mut Words, singular: &str, of: u8) {
    for ending in ["ان", "ا", "ي"] {
        part(words, singular, ending, Part { count: 2, of });
    }
    if of == 3 {
        part(words, singular, "ين", Part { count: 2, of });
    }
}

fn part(words: &mut Words, singular: &str, ending: &str, part: Part) {
    words.senses(&format!("{singular}{ending}")).part = Some(part);
    // «ثمنها» is a price.
    for pronoun in PRONOUNS.iter().filter(|_| part.of != 8) {
        // «خمسية» is an adjective.
        if ending == "ي" && *pronoun == "ه" {
            continue;
        }
        let senses = words.senses(&format!("{singular}{ending}{pronoun}"));
        if senses.numeral.is_none() && senses.part.is_none() {
            senses.part = Some(part);
            senses.tail = pronoun.chars().count() as u8;
        }
    }
}
