//! Numbers, amounts and dates in words.

use std::io::{self, Write};

use anyhow::{Context, Result, anyhow, bail};
use rust_decimal::Decimal;
use warraq_quantities::write::{self, Gender};
use warraq_quantities::{Calendar, Currency, Day};

use crate::args::SpellArgs;
use crate::exit::ExitCode;

pub(crate) fn spell(args: &SpellArgs) -> Result<ExitCode> {
    let value = in_ascii(&args.value);
    let is_date = args.hijri || value.trim_start_matches('-').contains('-');
    let words = match &args.currency {
        Some(code) => money(args, &value, code)?,
        None if is_date => date(args, &value)?,
        None => decimal(args, &value)?,
    };
    writeln!(io::stdout(), "{words}")?;
    Ok(ExitCode::Success)
}

/// The value with digits and separators of ASCII, without separators of groups.
fn in_ascii(value: &str) -> String {
    let ascii = |c: char| match c {
        '٠'..='٩' => char::from_digit(c as u32 - '٠' as u32, 10),
        '۰'..='۹' => char::from_digit(c as u32 - '۰' as u32, 10),
        '٫' => Some('.'),
        '\u{2212}' => Some('-'),
        '٬' => None,
        other => Some(other),
    };
    value.trim().chars().filter_map(ascii).collect()
}

fn number(value: &str) -> Result<Decimal> {
    value.parse().map_err(|_| {
        anyhow!("expected a number such as 3250000 or -12.50, or a day such as 2023-07-27, found {value:?}")
    })
}

fn money(args: &SpellArgs, value: &str, code: &str) -> Result<String> {
    let amount = number(value)?;
    let Some(currency) = Currency::from_code(&code.to_ascii_uppercase()) else {
        bail!("expected the code of a currency such as GBP, found {code:?}");
    };
    write::money(amount, currency, args.case.into()).with_context(|| {
        format!("{amount} {currency} cannot be written: the currency has no words here, or the amount is too large or too fine")
    })
}

fn decimal(args: &SpellArgs, value: &str) -> Result<String> {
    let number = number(value)?;
    let gender = if args.feminine { Gender::Feminine } else { Gender::Masculine };
    write::decimal(number, gender, args.case.into())
        .with_context(|| format!("{number} has no name: numbers end before 10^18"))
}

fn date(args: &SpellArgs, value: &str) -> Result<String> {
    let calendar = if args.hijri { Calendar::Hijri } else { Calendar::Gregorian };
    let day = Day::in_calendar(value, calendar).with_context(|| format!("no day: {value:?}"))?;
    write::date(day, calendar, args.case.into()).with_context(|| format!("no words for {value:?}"))
}
