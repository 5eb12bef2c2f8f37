//! What holds for every text.

use proptest::prelude::*;
use rust_decimal::Decimal;
use warraq_normalize::Normalizer;
use warraq_quantities::{Parser, Quantity, QuantityKind};

fn find(source: &str) -> (String, Vec<Quantity>) {
    let view = Normalizer::light().normalize(source);
    let mut tokens = Vec::new();
    warraq_tokenize::words_into(&view.text, &mut tokens);
    let mut found = Vec::new();
    Parser::new().find_into(&view, &tokens, &mut found);
    (view.text, found)
}

/// The same with relative dates.
fn find_from_reference(source: &str) -> (String, Vec<Quantity>) {
    let view = Normalizer::light().normalize(source);
    let (mut tokens, mut found) = (Vec::new(), Vec::new());
    warraq_tokenize::words_into(&view.text, &mut tokens);
    let day = "2024-02-29".parse().expect("a day");
    Parser::with_reference(day).find_into(&view, &tokens, &mut found);
    (view.text, found)
}

/// Pieces that quantities are made of, and some that they are not.
const PIECES: [&str; 86] = [
    "300",
    "1.500",
    "28,5",
    "1,234.56",
    "2024",
    "27",
    "05",
    "999999999999999999999999",
    "0.00000000000000000000001",
    "كوادريليون",
    "قرن",
    "تريليون",
    "٣٫٥",
    "0",
    "ألف",
    "مليون",
    "ملايين",
    "مليونا",
    "مئة",
    "مئتين",
    "ثلاثة",
    "عشر",
    "عشرين",
    "صفر",
    "واحد",
    "و",
    "وخمسين",
    "ونصف",
    "إلا",
    "ربعاً",
    "ثلاثة أرباع",
    "بين",
    "إلى",
    "من",
    "حتى",
    "-",
    "–",
    "/",
    ":",
    "(",
    ")",
    "%",
    "$",
    "+",
    ".",
    "،",
    "\n",
    "في المئة",
    "دولار",
    "دينار",
    "ريالين",
    "فلس",
    "د.ل.",
    "سنوياً",
    "للبرميل",
    "كم",
    "متر مربع",
    "ساعة",
    "يومين",
    "سنة",
    "عام",
    "يوليو",
    "كانون الثاني",
    "ذو الحجة",
    "هـ",
    "م",
    "صباحاً",
    "الثالثة",
    "فاصلة",
    "لـ",
    "½",
    "'",
    "د.إ",
    "ر س",
    "£",
    "bn",
    "سالب",
    "أول",
    "جمعة",
    "الأسبوع",
    "من الآن",
    "الماضي",
    "على",
    "مئات",
    "خمسةوعشرون",
    "T12",
];

fn texts() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(PIECES.to_vec());
    let separated = (piece, prop::bool::ANY);
    prop::collection::vec(separated, 0..24).prop_map(|pieces| {
        pieces
            .iter()
            .map(|(piece, gap)| format!("{piece}{}", if *gap { " " } else { "" }))
            .collect()
    })
}

fn check_spans(source: &str) -> Result<(), TestCaseError> {
    check_found(find(source))?;
    check_found(find_from_reference(source))
}

fn check_found((text, found): (String, Vec<Quantity>)) -> Result<(), TestCaseError> {
    let mut end = 0;
    for quantity in found {
        let span = quantity.span;
        prop_assert!(span.start >= end, "{span:?} begins before {end} in {text:?}");
        prop_assert!(span.start < span.end, "{span:?} is empty in {text:?}");
        prop_assert!(
            text.get(span.start as usize..span.end as usize).is_some(),
            "{span:?} {text:?}"
        );
        end = span.end;
    }
    Ok(())
}

/// Few cases for each build; `PROPTEST_CASES=1000000 cargo test --release -p warraq-quantities --test
/// properties` for a night.
fn config() -> ProptestConfig {
    let asked = std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok());
    let cases = asked.unwrap_or(2000);
    ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn spans_of_any_text_rise_and_cut_it(source in any::<String>()) {
        check_spans(&source)?;
    }

    #[test]
    fn spans_of_arabic_letters_and_signs_rise_and_cut_the_text(
        source in "[ا-يءآأؤإئ0-9٠-٩ .,،/:%$()+\\-]{0,60}",
    ) {
        check_spans(&source)?;
    }

    #[test]
    fn spans_of_pieces_of_quantities_rise_and_cut_the_text(source in texts()) {
        check_spans(&source)?;
    }

    #[test]
    fn spelled_numbers_are_read_back(number in 2_u64..1_000_000_000_000) {
        let source = spell(number);
        let (_, found) = find(&source);
        prop_assert_eq!(found.len(), 1, "{}", source);
        let value = found[0].value;
        prop_assert_eq!(found[0].kind, QuantityKind::Cardinal, "{}", &source);
        prop_assert_eq!(value, Some(Decimal::from(number)), "{}", source);
    }
}

const UNITS: [&str; 20] = [
    "",
    "واحد",
    "اثنان",
    "ثلاثة",
    "أربعة",
    "خمسة",
    "ستة",
    "سبعة",
    "ثمانية",
    "تسعة",
    "عشرة",
    "أحد عشر",
    "اثنا عشر",
    "ثلاثة عشر",
    "أربعة عشر",
    "خمسة عشر",
    "ستة عشر",
    "سبعة عشر",
    "ثمانية عشر",
    "تسعة عشر",
];
const TENS: [&str; 10] =
    ["", "", "عشرون", "ثلاثون", "أربعون", "خمسون", "ستون", "سبعون", "ثمانون", "تسعون"];
const HUNDREDS: [&str; 10] =
    ["", "مئة", "مئتان", "ثلاثمئة", "أربعمئة", "خمسمئة", "ستمئة", "سبعمئة", "ثمانمئة", "تسعمئة"];
/// Scales: value, and the forms after nothing, two, three to ten, and more.
const SCALES: [(u64, [&str; 4]); 3] = [
    (1_000_000_000, ["مليار", "ملياران", "مليارات", "ملياراً"]),
    (1_000_000, ["مليون", "مليونان", "ملايين", "مليوناً"]),
    (1_000, ["ألف", "ألفان", "آلاف", "ألفاً"]),
];

/// The number in masculine nominative words.
fn spell(mut number: u64) -> String {
    let mut groups = Vec::new();
    for (scale, [one, two, few, many]) in SCALES {
        let count = number / scale;
        number %= scale;
        groups.push(match count {
            0 => continue,
            1 => one.to_owned(),
            2 => two.to_owned(),
            _ => {
                let form = match count % 100 {
                    3..=10 => few,
                    11..=99 => many,
                    _ => one,
                };
                format!("{} {form}", below_thousand(count))
            }
        });
    }
    if number > 0 {
        groups.push(below_thousand(number));
    }
    groups.join(" و")
}

fn below_thousand(number: u64) -> String {
    let (hundreds, rest) = (number as usize / 100, number as usize % 100);
    let mut words = vec![HUNDREDS[hundreds]];
    if rest < 20 {
        words.push(UNITS[rest]);
    } else {
        words.extend([UNITS[rest % 10], TENS[rest / 10]]);
    }
    words.retain(|word| !word.is_empty());
    words.join(" و")
}

#[test]
fn long_texts_of_one_kind_are_read() {
    for piece in ["9", "9 ", "1,", "1/", "مئة و", "ألف ", "بين 3 و", "ساعة و", "مليون و", "يوليو/"]
    {
        let (_, found) = find(&piece.repeat(1 << 16));
        assert!(found.len() <= 1 << 16, "{piece}");
    }
}
