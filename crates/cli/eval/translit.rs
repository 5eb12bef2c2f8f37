//! Comparison and spelling of names, scored on pairs.

use std::collections::HashMap;
use std::io::{self, Write};
use std::path::PathBuf;

use anyhow::{Result, ensure};
use clap::Args as ClapArgs;
use warraq_entities::{similarity, spell_latin};

use crate::exit::ExitCode;
use crate::train::read_pairs;

#[derive(Debug, ClapArgs)]
pub(crate) struct TranslitArgs {
    /// Lines of a name in Arabic letters, a tab, and the name in Latin letters
    pairs: PathBuf,
    /// How many wrong Latin names each pair is compared with
    #[arg(long, value_name = "N", default_value_t = 500)]
    wrong: usize,
    /// How many pairs, spread evenly over the file, are compared with wrong names
    #[arg(long, value_name = "N", default_value_t = 2000)]
    sample: usize,
}

pub(crate) fn translit(args: &TranslitArgs) -> Result<ExitCode> {
    let mut pairs = Vec::new();
    read_pairs(&args.pairs, &mut pairs)?;
    ensure!(pairs.len() > 1, "expected pairs in {}", args.pairs.display());
    let mut out = io::stdout().lock();
    compare(args, &pairs, &mut out)?;
    spell(&pairs, &mut out)?;
    Ok(ExitCode::Success)
}

/// How often the true name is the best of all, and how well true pairs are told from the best wrong
/// one of each.
fn compare(args: &TranslitArgs, pairs: &[(String, String)], out: &mut impl Write) -> Result<()> {
    // Other spellings of the same Arabic name are no wrong names.
    let mut spellings = HashMap::<&str, Vec<Vec<char>>>::new();
    for (arabic, latin) in pairs {
        spellings.entry(arabic).or_default().push(letters(latin));
    }
    let step = (pairs.len() / args.sample.max(1)).max(1);
    let mut random = 1_u64;
    let (mut right, mut best_wrong) = (Vec::new(), Vec::new());
    for (arabic, latin) in pairs.iter().step_by(step) {
        right.push(similarity(arabic, latin));
        let wrong = (0..args.wrong).filter_map(|_| {
            random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            let (_, other) = &pairs[(random >> 33) as usize % pairs.len()];
            let same = spellings[arabic.as_str()].contains(&letters(other));
            (!same).then(|| similarity(arabic, other))
        });
        best_wrong.push(wrong.fold(f32::NEG_INFINITY, f32::max));
    }
    let first = right.iter().zip(&best_wrong).filter(|(right, wrong)| right > wrong).count();
    let top = 100.0 * first as f64 / right.len() as f64;
    writeln!(out, "pairs compared         {}", right.len())?;
    writeln!(out, "best of {:<14} {top:.2} %", args.wrong + 1)?;
    writeln!(out, "area under curve, hard {:.4}", area(&right, &mut best_wrong))?;
    Ok(())
}

/// Share of pairs of a right and a wrong score in which the right one is higher.
fn area(right: &[f32], wrong: &mut [f32]) -> f64 {
    wrong.sort_by(f32::total_cmp);
    let below: usize = right.iter().map(|score| wrong.partition_point(|w| w < score)).sum();
    below as f64 / (right.len() * wrong.len()) as f64
}

fn spell(pairs: &[(String, String)], out: &mut impl Write) -> Result<()> {
    let (mut exact, mut near) = (0, 0);
    for (arabic, latin) in pairs {
        let wanted = letters(latin);
        let spelled = spell_latin(arabic).map(|name| letters(&name)).unwrap_or_default();
        exact += usize::from(spelled == wanted);
        near += usize::from(strsim::generic_levenshtein(&spelled, &wanted) * 5 <= wanted.len());
    }
    let percent = |count: usize| 100.0 * count as f64 / pairs.len() as f64;
    writeln!(out, "names spelled          {}", pairs.len())?;
    writeln!(out, "letter for letter      {:.2} %", percent(exact))?;
    writeln!(out, "up to 20 % of letters  {:.2} %", percent(near))?;
    Ok(())
}

/// Small letters without accents.
fn letters(name: &str) -> Vec<char> {
    warraq_entities::plain_latin_letters(name).collect()
}
