//! Ranks: «الربع الثالث», «ثاني أكبر», «المادة 14», «الـ89».

use rust_decimal::Decimal;
use warraq_text::TokenKind;

use crate::approx;
use crate::digits::Literal;
use crate::lexicon::{Form, Numeral, Role, WordSet};
use crate::quantity::{Quantity, QuantityKind};
use crate::reader::{Reader, Word};

/// Nouns whose members are counted off in digits after them: «المادة 14».
static SERIES: WordSet = WordSet::new(&[
    "مادة",
    "دقيقة",
    "طابق",
    "فصل",
    "عدد",
    "إيضاح",
    "جولة",
    "بند",
    "فقرة",
    "دور",
    "مرحلة",
    "حلقة",
    "جزء",
    "باب",
    "دورة",
    "قرن",
    "يوم",
    "بوابة",
    "محطة",
    "رصيف",
    "مادتين",
    "مادتان",
    "دقيقتين",
    "دقيقتان",
    "مواد",
    "ذكرى",
    "مركز",
    "مرتبة",
    "صفحة",
    "لوحة",
    "شكل",
    "جدول",
    "ملحق",
    "صالة",
    "قاعة",
    "مقعد",
    "سورة",
    "آية",
    "مجلد",
    "مشهد",
    "أسبوع",
    "شوط",
    "لفة",
    "الجولتين",
    "كيلومتر",
    "منعطف",
    "حفرة",
    "رحلة",
    "مصنف",
    "مصنفة",
    "خانة",
]);
/// Plurals after which «الـ27» is a count: «الدول الـ27».
static PLURALS: WordSet = WordSet::new(&[
    "دول",
    "أعضاء",
    "أيام",
    "سنوات",
    "أطفال",
    "مدن",
    "فرق",
    "قتلى",
    "رهائن",
    "ركاب",
    "أسرى",
    "أندية",
    "بلدان",
    "أشهر",
    "أعوام",
    "أهداف",
    "نقاط",
    "أشخاص",
    "أفراد",
    "أساسيين",
]);
/// Adjectives after «الـ26» that agree with many.
static OF_MANY: WordSet = WordSet::new(&[
    "باقين",
    "باقون",
    "ماضية",
    "أخيرة",
    "اخيرة",
    "قادمة",
    "مقبلة",
    "سابقة",
    "آخرين",
]);
/// Terms that hold a rank which ranks nothing: «ثاني أكسيد الكربون», «العالم الثالث».
static TERM_AFTER: WordSet =
    WordSet::new(&["أكسيد", "اكسيد", "أمس", "عهد", "مرة", "وهلة", "بأول", "أوكسيد"]);
static TERM_BEFORE: WordSet =
    WordSet::new(&["مقام", "عالم", "وزير", "وزيرة", "وهلة", "بالدرجة", "بارحة"]);
/// Titles of rulers.
static TITLES: WordSet = WordSet::new(&[
    "ملك",
    "ملكة",
    "خديوي",
    "إمبراطور",
    "إمبراطورة",
    "امبراطور",
    "امبراطورة",
    "قيصر",
    "بابا",
    "سلطان",
    "شاه",
    "أمير",
    "فرعون",
    "بطريرك",
    "أنبا",
    "دوق",
]);
/// Names of rulers: «محمد السادس».
static RULERS: WordSet = WordSet::new(&[
    "محمد",
    "حسن",
    "حسين",
    "فيصل",
    "إليزابيث",
    "اليزابيث",
    "تشارلز",
    "جورج",
    "هنري",
    "إدوارد",
    "لويس",
    "نابليون",
    "فرنسيس",
    "فرانسيس",
    "بولس",
    "يوحنا",
    "بنديكت",
    "بنديكتوس",
    "بطرس",
    "نيقولا",
    "نيكولاي",
    "كاترين",
    "فيليب",
    "ألفونسو",
    "رمسيس",
    "تحتمس",
    "أمنحتب",
    "مراد",
    "سليم",
    "سليمان",
    "بايزيد",
    "عباس",
    "تواضروس",
    "كيرلس",
    "شنودة",
    "فريدريك",
    "وليام",
    "ويليام",
    "ريتشارد",
    "كارلوس",
    "كارل",
    "الله",
    "رحمن",
    "ناصر",
    "مجيد",
    "حميد",
    "عزيز",
    "فيلهلم",
    "إيفان",
    "ألكسندر",
    "إسكندر",
    "غوستاف",
    "مارغريت",
    "هارالد",
    "ليو",
    "فرديناند",
    "إنوسنت",
    "أوربان",
    "ملكة",
    "ملك",
    "بابا",
    "هاكون",
    "فاروق",
]);

/// The rank in words at `i` and the token after it: «ثالث», «الحادي عشر», «الرابعة والأربعون»,
/// «المئة والخامسة», «الأول بعد المئة».
pub(crate) fn rank(r: &Reader<'_>, i: usize) -> Option<(u32, usize)> {
    if let Some((hundreds, next)) = definite_hundreds(r, i) {
        let (rank, next) = rank_below_hundred(r, r.joined(next)?)?;
        return Some((hundreds + rank, next));
    }
    let base = rank_below_hundred(r, i).or_else(|| {
        let word = r.word(i);
        match word.senses.numeral.filter(|_| word.clitics.article)? {
            Numeral::Tens(tens) if r.text(i + 1) == "بعد" => Some((u32::from(tens), i + 1)),
            _ => None,
        }
    });
    let (rank, next) = base?;
    match definite_round(r, next + 1).filter(|_| r.text(next) == "بعد") {
        Some((round, next)) => Some((round + rank, next)),
        None => Some((rank, next)),
    }
}

/// «المئة», «الثلاثمئة», «التسع مئة» and the token after it.
fn definite_hundreds(r: &Reader<'_>, i: usize) -> Option<(u32, usize)> {
    let word = r.word(i);
    match word.senses.numeral.filter(|_| word.clitics.article)? {
        Numeral::Hundred => Some((100, i + 1)),
        Numeral::Hundreds(value) => Some((u32::from(value), i + 1)),
        Numeral::Unit(unit @ 3..=9) => {
            let is_hundred = r.word(i + 1).senses.numeral == Some(Numeral::Hundred);
            is_hundred.then_some((u32::from(unit) * 100, i + 2))
        }
        _ => None,
    }
}

/// What a rank may stand after: hundreds, «الألف», «المليون».
fn definite_round(r: &Reader<'_>, i: usize) -> Option<(u32, usize)> {
    let word = r.word(i);
    match word.senses.numeral.filter(|_| word.clitics.article)? {
        Numeral::Scale { zeros: 3, form: Form::Singular } => Some((1_000, i + 1)),
        Numeral::Scale { zeros: 6, form: Form::Singular } => Some((1_000_000, i + 1)),
        _ => definite_hundreds(r, i),
    }
}

fn rank_below_hundred(r: &Reader<'_>, i: usize) -> Option<(u32, usize)> {
    let word = r.word(i);
    let article = word.clitics.article;
    let joined_tens = |at: usize| {
        let at = r.joined(at)?;
        let tens = r.word(at);
        match tens.senses.numeral? {
            Numeral::Tens(value) if tens.clitics.article == article => {
                Some((u32::from(value), at + 1))
            }
            _ => None,
        }
    };
    let Some(units) = word.senses.ordinal else {
        // «الواحد والعشرون»
        let is_one = word.senses.numeral == Some(Numeral::Unit(1)) && article;
        return joined_tens(i + 1).filter(|_| is_one).map(|(tens, next)| (tens + 1, next));
    };
    let units = u32::from(units);
    let ten = r.word(i + 1);
    if ten.senses.numeral == Some(Numeral::Ten) && ten.is_bare() && units != 10 {
        return Some((units % 10 + 10, i + 2));
    }
    if let Some((tens, next)) = joined_tens(i + 1) {
        return Some((tens + units % 10, next));
    }
    (units <= 10).then_some((units, i + 1))
}

/// The number of a century at `i`: «التاسع عشر», «العشرين», «الـ21», «21».
pub(crate) fn century(r: &Reader<'_>, i: usize) -> Option<(u32, usize)> {
    let at = if r.has_role(i, Role::Article) { i + 1 } else { i };
    if r.is_number(at) {
        let literal = Literal::parse(r.text(at)).filter(|l| l.is_plain && l.digits <= 2)?;
        return Some((literal.value.try_into().ok()?, at + 1));
    }
    rank(r, i).or_else(|| round(r, i))
}

/// The rank that begins at token `i`, and the token after it.
pub(crate) fn ordinal(r: &Reader<'_>, i: usize) -> Option<(Quantity, usize)> {
    let (value, next) = r
        .rule("ordinal::in_digits", || in_digits(r, i))
        .or_else(|| r.rule("ordinal::in_words", || in_words(r, i)))
        .or_else(|| r.rule("ordinal::round", || round(r, i)))?;
    let span = r.phrase(i, next);
    let value = Decimal::from(value);
    Some((Quantity::with_value(span, QuantityKind::Ordinal, value), next))
}

/// «المادة 14», «الدقيقتين 23 و77», «دورته الـ45».
fn in_digits(r: &Reader<'_>, i: usize) -> Option<(u32, usize)> {
    if !r.is_number(i) || is_measured(r, i + 1) {
        return None;
    }
    let literal = Literal::parse(r.text(i)).filter(|l| l.is_plain && l.digits <= 5)?;
    let is_ranked = match r.before(i, 1).senses.role {
        Some(Role::Article) if r.before(i, 1).text.ends_with("ال") => ranks_after_article(r, i),
        Some(Role::And) => r.is_number(i.checked_sub(2)?) && is_series(r, i.checked_sub(3)?),
        _ => is_series(r, i.checked_sub(1)?),
    };
    is_ranked.then(|| literal.value.try_into().ok()).flatten().map(|value| (value, i + 1))
}

fn is_series(r: &Reader<'_>, i: usize) -> bool {
    r.is_in(i, &SERIES)
        && (r.word(i).text.starts_with("ال") || r.text(i).contains("ال") || is_label(r, i))
}

/// «إيضاح 7», «بوابة 4»: these need no article.
fn is_label(r: &Reader<'_>, i: usize) -> bool {
    matches!(r.text(i), "إيضاح" | "بوابة" | "فصل" | "ملحق" | "جدول" | "شكل" | "الدقيقة" | "صفحة")
}

/// «الـ45» ranks, but in «الدول الـ27» and «الـ20 عاماً» it counts.
fn ranks_after_article(r: &Reader<'_>, i: usize) -> bool {
    let Some(noun) = i.checked_sub(2) else { return false };
    let text = r.text(noun);
    let is_plural = r.is_in(noun, &PLURALS)
        || ["ات", "ين", "ون"].iter().any(|ending| text.starts_with("ال") && text.ends_with(ending));
    let next = r.word(i + 1);
    let is_plural = is_plural
        || matches!(r.word(noun).senses.unit, Some((unit, Form::Plural)) if unit.is_time())
        || r.is_in(i + 1, &OF_MANY);
    let counts = next.kind == Some(TokenKind::Word) && next.is_bare() && next.text.ends_with('ا');
    // «ما يقارب الـ300 عائلة»
    let is_approximate = approx::before(r, i).is_some();
    r.kind(noun) == Some(TokenKind::Word) && !is_plural && !counts && !is_approximate
}

/// Whether a scale, unit or currency stands at `i`.
fn is_measured(r: &Reader<'_>, i: usize) -> bool {
    let senses = r.word(i).senses;
    r.word(i).is_bare()
        && (senses.numeral.is_some() || senses.unit.is_some() || senses.currency.is_some())
        || matches!(r.text(i), "%" | "٪")
}

/// «الذكرى المئة», «القرن العشرين»: round ranks look like cardinals and need their noun.
fn round(r: &Reader<'_>, i: usize) -> Option<(u32, usize)> {
    let word = r.word(i);
    let value = match word.senses.numeral? {
        Numeral::Tens(tens) => u32::from(tens),
        Numeral::Hundred => 100,
        _ => return None,
    };
    let noun = i.checked_sub(1)?;
    let is_rank = word.clitics.article && word.is_free() && r.is_in(noun, &SERIES);
    is_rank.then_some((value, i + 1))
}

fn in_words(r: &Reader<'_>, i: usize) -> Option<(u32, usize)> {
    let (value, next) = rank(r, i)?;
    let word = r.word(i);
    let is_rank = if word.senses.tail > 0 || value > 10 && !word.clitics.article {
        // «أولها», «أولاهم», «ثاني عشر»
        true
    } else if r.is_alone(i, next) && !word.text.ends_with("ولي") {
        // A cell of a table, but not «ثانية», a unit.
        (word.senses.unit.is_none() || word.clitics.article || next > i + 1) && !word.clitics.to
    } else if word.clitics.article {
        is_definite_rank(r, i, value, next)
    } else {
        is_indefinite_rank(r, i, value, next)
    };
    is_rank.then_some((value, next))
}

/// «الربع الثالث», but not «محمد السادس», «للمرة الأولى», «الأيام الأولى».
fn is_definite_rank(r: &Reader<'_>, i: usize, value: u32, next: usize) -> bool {
    let before = |back: usize| i.checked_sub(back);
    let is_in = |back: usize, set: &WordSet| before(back).is_some_and(|at| r.is_in(at, set));
    if is_in(1, &TERM_BEFORE) || is_in(1, &RULERS) || is_ruler(r, i) {
        return false;
    }
    let word = r.word(i);
    // «الاكتتاب الأولي» is another word than «الدرجة الأولي».
    if word.text.ends_with("ولي") && !r.before(i, 1).text.ends_with('ة') {
        return false;
    }
    if value == 1 {
        if matches!(r.before(i, 1).text, "أمس" | "امس") {
            return false;
        }
        let is_time = |back: usize| {
            let noun = r.before(i, back);
            let is_plural = noun.text.starts_with("ال") && noun.text.ends_with("ات");
            is_plural
                || matches!(noun.text, "المرة" | "للمرة" | "المرات")
                || matches!(noun.senses.unit, Some((unit, Form::Plural)) if unit.is_time())
        };
        if is_time(1) || is_time(2) {
            return false;
        }
    }
    // «في الثانية» is a rate, «بالثانية» too.
    let is_second = next == i + 1 && word.senses.unit.is_some();
    let is_rate = word.clitics.with || r.before(i, 1).senses.role == Some(Role::In);
    !(is_second && is_rate)
}

/// «ثاني أكبر», «أول إضراب», «رحلة ثانية», but not «أول مرة», «مدير أول», «ثانياً:».
fn is_indefinite_rank(r: &Reader<'_>, i: usize, value: u32, next: usize) -> bool {
    // «أولي» is another word than «أولى».
    let word = r.word(i).text;
    if word.ends_with("ولي") || is_term(r, i, value, next) {
        return false;
    }
    let before = r.before(i, 1);
    if word.ends_with('ا') && value > 1 {
        // «وثالثاً» begins a clause.
        let follows_word = matches!(before.kind, Some(TokenKind::Word | TokenKind::Latin))
            && !r.word(i).clitics.and;
        return follows_word && !matches!(r.text(next), ":" | "-");
    }
    let follows_noun =
        before.kind == Some(TokenKind::Word) && before.is_free_noun() && !before.clitics.article;
    if word.ends_with(['ة', 'ه']) || word.ends_with("ولى") {
        // «ثانية» after a number is a unit of time.
        return follows_noun && before.senses.numeral.is_none();
    }
    let precedes_noun = is_noun(&r.word(next));
    if value == 1 || precedes_noun && !is_in_name(r, i) {
        return precedes_noun;
    }
    follows_noun && !is_in_name(r, i) && word != "أول"
}

/// «أول مرة», «أول من أمس», «مرة ثانية», «آل ثاني».
fn is_term(r: &Reader<'_>, i: usize, value: u32, next: usize) -> bool {
    let is_yesterday = r.text(next) == "من" && matches!(r.text(next + 1), "أمس" | "امس");
    r.is_in(next, &TERM_AFTER)
        || is_yesterday
        || value == 1 && r.text(next) == "ما"
        || matches!(r.before(i, 1).text, "مرة" | "تارة" | "آل")
        || value == 1 && matches!(r.before(i, 1).text, "الفريق" | "فريق" | "ملازم" | "الملازم")
        || r.before(i, 2).text == "مرة"
}

/// Whether a rank may stand before the word: «أول إضراب», «أول من».
fn is_noun(word: &Word<'_>) -> bool {
    word.kind == Some(TokenKind::Word)
        && !(word.clitics.and || word.clitics.article || word.clitics.to)
        && word.senses.role.is_none_or(|role| role == Role::From)
}

/// «الملكة فلانة الثانية»: a rank with the article after a name without it, which a title begins.
fn is_ruler(r: &Reader<'_>, i: usize) -> bool {
    let name = r.before(i, 1);
    let is_name = name.kind == Some(TokenKind::Word) && !name.clitics.article && name.is_free();
    let title = (2..=4).map_while(|back| i.checked_sub(back)).find(|at| r.is_in(*at, &TITLES));
    let is_title = |at: usize| {
        r.text(at).contains("ال") && (at + 1..i).all(|between| !r.text(between).ends_with("ال"))
    };
    is_name && title.is_some_and(is_title)
}

fn is_in_name(r: &Reader<'_>, i: usize) -> bool {
    i.checked_sub(1).is_some_and(|before| r.is_in(before, &RULERS))
}
