//! Numbers, amounts and dates in words.

use std::io::{self, Write};

use anyhow::{Context, Result, bail};
use rust_decimal::Decimal;
use warraq_quantities::write::{self, Gender};
use warraq_quantities::{Calendar, Currency, Day};

use crate::args::SpellArgs;
use crate::exit::ExitCode;

pub(crate) fn spell(args: &SpellArgs) -> Result<ExitCode> {
    let words = match &args.currency {
        Some(code) => money(args, code)?,
        None if args.value.contains('-') => date(args)?,
        None => number(args)?,
    };
    writeln!(io::stdout(), "{words}")?;
    Ok(ExitCode::Success)
}

fn money(args: &SpellArgs, code: &str) -> Result<String> {
    let amount: Decimal = args.value.parse().with_context(|| args.value.clone())?;
    let Some(currency) = Currency::from_code(code) else {
        bail!("{code:?} is no code of a currency, such as GBP");
    };
    write::money(amount, currency, args.case.into())
        .with_context(|| format!("{amount} {currency} cannot be written in words"))
}

fn number(args: &SpellArgs) -> Result<String> {
    let number = args.value.parse().with_context(|| args.value.clone())?;
    let gender = if args.feminine { Gender::Feminine } else { Gender::Masculine };
    write::number(number, gender, args.case.into())
        .with_context(|| format!("{number} has no name in words"))
}

fn date(args: &SpellArgs) -> Result<String> {
    let calendar = if args.hijri { Calendar::Hijri } else { Calendar::Gregorian };
    let day: Day = args.value.parse().with_context(|| args.value.clone())?;
    write::date(day, calendar, args.case.into()).with_context(|| args.value.clone())
}
