//! Runs the open halves of the suites of other parsers: what each of them expects is told in our
//! conventions, then compared with what is found.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use serde::Deserialize;
use serde_json::Value;
use warraq_normalize::Normalizer;
use warraq_quantities::{Parser, Quantity, QuantityKind};
use warraq_text::View;

/// A case of a suite.
#[derive(Debug, Deserialize)]
pub(crate) struct Case {
    pub(crate) suite: String,
    pub(crate) dim: String,
    pub(crate) id: String,
    pub(crate) text: String,
    spans: Vec<Gold>,
    #[serde(default)]
    negative: bool,
    note: Option<String>,
    #[serde(rename = "ref")]
    reference: Option<String>,
}

impl Case {
    /// What is expected, for the eye.
    #[allow(dead_code, reason = "the floors do not print")]
    pub(crate) fn gold(&self) -> Vec<String> {
        let told = |gold: &Gold| {
            let surface = gold.surface.as_deref().unwrap_or("");
            format!("{surface} = {} {:?} {:?}", gold.kind, gold.value, gold.unit)
        };
        self.spans.iter().map(told).collect()
    }
}

/// What a suite expects.
#[derive(Debug, Deserialize)]
struct Gold {
    surface: Option<String>,
    kind: String,
    value: Option<Value>,
    unit: Option<String>,
}

/// How a case came out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Verdict {
    Right,
    Wrong,
    /// The suite expects what we decided otherwise, or is known to be wrong.
    LeftOut,
}

/// Cases of one dimension of one suite.
#[derive(Debug, Default, Clone, Copy)]
pub(crate) struct Row {
    pub(crate) cases: usize,
    pub(crate) left_out: usize,
    pub(crate) right: usize,
}

impl Row {
    /// Right ones of those not left out, in percent.
    pub(crate) fn percent(&self) -> f64 {
        100.0 * self.right as f64 / (self.cases - self.left_out).max(1) as f64
    }

    fn add(&mut self, verdict: Verdict) {
        self.cases += 1;
        self.right += usize::from(verdict == Verdict::Right);
        self.left_out += usize::from(verdict == Verdict::LeftOut);
    }
}

/// What is found in a case.
pub(crate) struct Found {
    view: View,
    pub(crate) quantities: Vec<Quantity>,
}

/// All cases with their verdicts, or nothing where the suites are absent.
pub(crate) fn run(mut see: impl FnMut(&Case, &Found, Verdict)) -> Option<BTreeMap<String, Row>> {
    let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/cases/quantities");
    let left_out: BTreeMap<String, BTreeSet<String>> =
        toml::from_str(include_str!("left_out.toml")).expect("lists of cases by reason");
    let left_out: BTreeSet<String> = left_out.into_values().flatten().collect();
    let mut rows: BTreeMap<String, Row> = BTreeMap::new();
    for path in files(&directory)? {
        let lines = std::fs::read_to_string(&path).expect("a suite is text");
        for line in lines.lines() {
            let case: Case = serde_json::from_str(line).expect("a case is a JSON object");
            let found = find(&case);
            let verdict = if left_out.contains(&case.id) || is_left_out(&case) {
                Verdict::LeftOut
            } else if is_right(&case, &found) {
                Verdict::Right
            } else {
                Verdict::Wrong
            };
            see(&case, &found, verdict);
            rows.entry(format!("{} {}", case.suite, case.dim)).or_default().add(verdict);
        }
    }
    Some(rows)
}

fn files(directory: &Path) -> Option<Vec<PathBuf>> {
    let entries = std::fs::read_dir(directory).ok()?;
    let mut files: Vec<PathBuf> = entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|extension| extension == "jsonl"))
        .collect();
    files.sort();
    Some(files)
}

fn find(case: &Case) -> Found {
    // Maha tries its words after signs of all sorts; after `@` they would be a name.
    let text = case.text.replacen('@', " ", usize::from(case.suite == "maha"));
    let view = Normalizer::light().normalize(&text);
    let (mut tokens, mut quantities) = (Vec::new(), Vec::new());
    warraq_tokenize::words_into(&view.text, &mut tokens);
    // Cases without a day of reference are found all the same in suites of dates.
    let usual = case.dim.starts_with("DateTime").then_some("2016-11-07");
    let reference = case.reference.as_deref().or(usual);
    let reference = reference.and_then(|text| text.get(..10)?.parse().ok());
    let parser = reference.map_or_else(Parser::new, Parser::with_reference);
    parser.find_into(&view, &tokens, &mut quantities);
    Found { view, quantities }
}

/// Whether a suite's authors never checked what they say is to be found.
fn is_unchecked(case: &Case) -> bool {
    let note = case.note.as_deref().unwrap_or("");
    note.contains("NotSupported:") || note.contains("IgnoreResolution")
}

/// What we decided otherwise, as a rule.
fn is_left_out(case: &Case) -> bool {
    let is_relative = |gold: &Gold| {
        let rank = gold.value.as_ref().and_then(Value::as_str).unwrap_or("");
        gold.kind == "ordinal" && (rank.starts_with("end") || rank.starts_with("current"))
    };
    // A unit alone counts nothing.
    let is_bare_unit = |gold: &Gold| {
        let is_unit = matches!(gold.kind.as_str(), "duration" | "measure");
        let words = case.text.trim().trim_matches(|c: char| c.is_ascii_punctuation());
        is_unit && !words.trim().contains(' ') && is_one(gold) && is_singular(words.trim())
    };
    let unchecked = case.suite.starts_with("recognizers") && is_unchecked(case);
    unchecked || case.spans.iter().any(|gold| is_relative(gold) || is_bare_unit(gold))
}

fn is_one(gold: &Gold) -> bool {
    match &gold.value {
        Some(Value::Array(units)) => units.len() == 1 && units[0]["value"].as_f64() == Some(1.0),
        Some(value) => gold.unit.as_deref() == Some("gram") && value.as_f64() == Some(1000.0),
        None => false,
    }
}

fn is_singular(word: &str) -> bool {
    !["ين", "ان"].iter().any(|dual| word.ends_with(dual))
}

fn is_right(case: &Case, found: &Found) -> bool {
    let counted: Vec<&Quantity> = found.quantities.iter().filter(|q| is_of_dim(case, q)).collect();
    if case.negative {
        return counted.is_empty();
    }
    case.spans.iter().all(|gold| is_found(case, gold, found))
}

/// Whether the dimension of a case that expects nothing would count the quantity.
fn is_of_dim(case: &Case, quantity: &Quantity) -> bool {
    let kind = quantity.kind;
    let has_article = |found: &Quantity| found.kind == QuantityKind::Cardinal;
    match case.dim.as_str() {
        "PhoneNumber" => kind == QuantityKind::Phone,
        // «العشرين» is a rank there.
        "numeral" => kind == QuantityKind::Cardinal && !case.text.trim().starts_with("ال"),
        "ordinal" => {
            kind == QuantityKind::Ordinal || has_article(quantity) && case.text.contains("ال")
        }
        "Number/NumberModel" => matches!(kind, QuantityKind::Cardinal | QuantityKind::Fraction),
        "Number/NumberRangeModel" => quantity.min.is_some(),
        dim if dim.contains("Ordinal") => kind == QuantityKind::Ordinal,
        "DateTime/DateExtractor" => kind == QuantityKind::Date,
        "DateTime/TimeExtractor" => kind == QuantityKind::Time,
        "time" => matches!(kind, QuantityKind::Date | QuantityKind::Time),
        "distance" | "Quantity" => kind == QuantityKind::Measure,
        "duration" => kind == QuantityKind::Duration,
        _ => true,
    }
}

fn is_found(case: &Case, gold: &Gold, found: &Found) -> bool {
    let quantities = &found.quantities;
    match &gold.value {
        None => is_covered(gold, found),
        Some(Value::Number(number)) => {
            let value = number.as_f64().unwrap_or(f64::NAN);
            quantities.iter().any(|q| values(q, gold).any(|v| is_near(v, value)))
                || quantities.windows(2).any(|pair| is_ratio(pair, found, value))
        }
        Some(Value::Array(units)) if gold.kind == "duration" => {
            let expected =
                |unit: &Value| Some(unit["value"].as_f64()? * seconds(unit["unit"].as_str()?)?);
            is_as_long(quantities, units.iter().filter_map(expected).sum())
        }
        Some(value @ Value::Object(_)) => is_object(value, quantities),
        Some(Value::String(digits)) if gold.kind == "phone" => {
            let only_digits =
                |text: &str| -> String { text.chars().filter(char::is_ascii_digit).collect() };
            quantities.iter().any(|q| {
                let told = only_digits(found.view.slice(q.span));
                q.kind == QuantityKind::Phone && only_digits(digits).starts_with(&told)
            })
        }
        Some(Value::Array(_)) => is_covered(gold, found),
        _ => panic!("{}: a value of an unknown shape: {:?}", case.id, gold.value),
    }
}

fn number(quantity: &Quantity) -> Option<f64> {
    quantity.value?.to_string().parse().ok()
}

/// The numbers a quantity may stand for in the conventions of others.
fn values(quantity: &Quantity, gold: &Gold) -> impl Iterator<Item = f64> {
    let value = number(quantity);
    let is_percent = quantity.kind == QuantityKind::Percent;
    let hundredth = value.filter(|_| is_percent && gold.kind != "percent").map(|v| v / 100.0);
    let unit = gold.unit.as_deref().unwrap_or("");
    let in_other_unit = match (quantity.unit.map(|unit| unit.name()), unit) {
        (Some("kg"), unit) if unit.starts_with("gram") => value.map(|v| v * 1000.0),
        (Some("mg"), unit) if unit.starts_with("gram") => value.map(|v| v / 1000.0),
        (None, "cent") => value.map(|v| v * 100.0),
        _ => None,
    };
    // Numbers of other parsers know no dates.
    let year = quantity.date.and_then(|date| date.to_string().parse().ok());
    value.into_iter().chain(hundredth).chain(in_other_unit).chain(year)
}

fn is_near(found: f64, expected: f64) -> bool {
    let is_whole = expected.fract() == 0.0 && expected.abs() < 1e15;
    let tolerance = if is_whole { 1e-9 } else { 2e-4 * expected.abs() };
    (found - expected).abs()
        <= tolerance.max(5e-5 * f64::from(u8::from(!is_whole && expected > 0.01)))
}

/// «واحد من عشرة» and «مئة على خمسة» are two numbers here and their ratio there.
fn is_ratio(pair: &[Quantity], found: &Found, expected: f64) -> bool {
    let [first, second] = pair else { return false };
    let between = found.view.text.get(first.span.end as usize..second.span.start as usize);
    let is_ratio = between.is_some_and(|text| matches!(text.trim(), "من" | "على" | "/"));
    let (Some(first), Some(second)) = (number(first), number(second)) else { return false };
    is_ratio && is_near(first / second, expected)
}

/// Whether the durations found are so many seconds, up to the last of their four decimals and the
/// length of a month.
fn is_as_long(quantities: &[Quantity], expected: f64) -> bool {
    let units = || quantities.iter().filter_map(|q| Some((number(q)?, seconds(q.unit?.name())?)));
    let told: f64 = units().map(|(value, unit)| value * unit).sum();
    let rounded: f64 = units().map(|(_, unit)| unit * 6e-5).sum();
    let is_uneven = units().any(|(value, unit)| unit > 1e6 && value.fract() != 0.0);
    let months = if is_uneven { 0.02 * expected } else { 0.0 };
    told > 0.0 && (told - expected).abs() <= rounded + months
}

/// Days of a month and a year are those of Recognizers-Text.
fn seconds(unit: &str) -> Option<f64> {
    Some(match unit {
        "second" => 1.0,
        "minute" => 60.0,
        "hour" => 3_600.0,
        "day" => 86_400.0,
        "week" => 604_800.0,
        "month" => 2_592_000.0,
        "year" => 31_536_000.0,
        _ => return None,
    })
}

/// A date, time, duration, range or interval.
fn is_object(value: &Value, quantities: &[Quantity]) -> bool {
    let isos: Vec<String> = quantities.iter().filter_map(|q| Some(q.date?.to_string())).collect();
    let has_iso = |expected: &str| {
        isos.iter().any(|iso| {
            let date = expected.get(..10).unwrap_or(expected);
            let time = expected.get(11..16).unwrap_or(expected.get(..5).unwrap_or(expected));
            let with_seconds = expected.get(11..19).unwrap_or(expected);
            let is_time = *iso == format!("T{time}") || *iso == format!("T{with_seconds}");
            *iso == date || is_time || iso.strip_prefix('T') == Some(expected)
        })
    };
    if let Some(iso) = value["iso"].as_str() {
        return match value["grain"].as_str() {
            Some("year") => isos.iter().any(|found| iso.starts_with(found.as_str())),
            _ => has_iso(iso) || isos.iter().any(|found| is_partly(found, iso)),
        };
    }
    if let Some(days) = value["relative"]["days"].as_i64() {
        return days == -2 && !isos.is_empty();
    }
    if let (Some(from), Some(to)) = (value["from"].as_f64(), value["to"].as_f64()) {
        return quantities.iter().any(|q| {
            let end = |end: Option<_>| {
                end.and_then(|end: rust_decimal::Decimal| end.to_string().parse().ok())
            };
            end(q.min) == Some(from) && end(q.max) == Some(to)
        });
    }
    let both_ends = |resolution: &Value| {
        ["startTime", "endTime"].iter().all(|key| resolution[key].as_str().is_some_and(has_iso))
    };
    if both_ends(&value["FutureResolution"]) {
        return true;
    }
    let resolved = ["FutureResolution", "PastResolution"].iter().any(|which| {
        let resolution = &value[which];
        let one = ["date", "time", "dateTime"].iter().any(|key| {
            resolution[key]
                .as_str()
                .is_some_and(|iso| has_iso(iso) || isos.iter().any(|f| is_partly(f, iso)))
        });
        let duration = resolution["duration"].as_str().and_then(|text| text.parse::<f64>().ok());
        one || duration.is_some_and(|expected| is_as_long(quantities, expected))
    });
    let timex = value["Timex"].as_str().unwrap_or("");
    let is_timex = isos.iter().any(|iso| {
        iso == timex
            || iso.strip_prefix("--").is_some_and(|rest| timex == format!("XXXX-{rest}"))
            || is_interval(iso, timex)
            || is_season(iso, timex)
    });
    resolved || is_timex
}

/// `--04-22` tells all of `2016-04-22` but the year.
fn is_partly(found: &str, expected: &str) -> bool {
    let date = expected.get(..10).unwrap_or(expected);
    let of_year = |date: &str| date.get(5..).map(str::to_owned).unwrap_or_default();
    let is_month = |rest: &str| rest.len() == 2 && of_year(date) == format!("{rest}-01");
    found.strip_prefix("--").is_some_and(|rest| of_year(date) == rest || is_month(rest))
        || found.len() == 7 && date.starts_with(found) && date.ends_with("-01")
}

/// `2016-07/2016-09` is `(2016-07-01,2016-10-01,P3M)`.
fn is_interval(found: &str, timex: &str) -> bool {
    let (Some((from, _)), Some(expected)) = (found.split_once('/'), timex.strip_prefix('(')) else {
        return false;
    };
    expected.starts_with(from)
}

/// `2016-06/2016-08` is `2016-SU`.
fn is_season(found: &str, timex: &str) -> bool {
    let months = ["03", "06", "09", "12"].into_iter().zip(["SP", "SU", "FA", "WI"]);
    timex.split_once('-').is_some_and(|(year, season)| {
        months
            .into_iter()
            .any(|(month, name)| name == season && found.starts_with(&format!("{year}-{month}/")))
    })
}

/// Whether all of a span that our conventions put inside a quantity is found, and nothing else.
fn is_covered(gold: &Gold, found: &Found) -> bool {
    let Some(surface) = gold.surface.as_deref() else { return !found.quantities.is_empty() };
    let surface = Normalizer::light().normalize(surface).text;
    let told: Vec<&str> = found.quantities.iter().map(|q| found.view.slice(q.span)).collect();
    let pieces = |text: &str| -> Vec<String> {
        text.split(|c: char| !c.is_alphanumeric())
            .filter(|word| !OUTSIDE.contains(word))
            .map(|word| word.trim_start_matches(['ب', 'ل']).trim_start_matches('و').to_owned())
            .filter(|word| !word.is_empty() && !OUTSIDE.contains(&word.as_str()))
            .collect()
    };
    let expected = pieces(&surface);
    let found: Vec<String> = told.iter().flat_map(|text| pieces(text)).collect();
    !told.is_empty() && expected == found
}

/// Words that stand outside of a quantity here and inside there, without their proclitics.
#[rustfmt::skip]
const OUTSIDE: [&str; 38] = [
    "من", "إلى", "الى", "في", "بين", "حتى", "يوم", "شهر", "تاريخ", "هذا", "لى", "عام", "سنة", "نسبة",
    "لغاية", "غاية", "منذ", "طوال", "بعد", "قبل", "خلال", "عند", "مدة", "العام", "بداية", "نهاية", "مطلع",
    "أوائل", "أواخر", "منتصف", "صيف", "الفترة", "ما", "أسبوع", "الظهر", "وقت", "الغداء", "مساء",
];
