use std::fs;
use std::path::Path;

use warraq_entities::EntityKind;
use warraq_entities::gazetteer::NameList;
use warraq_normalize::Normalizer;
use warraq_tokenize::words_into;

use crate::error::{Error, ErrorKind};

/// Reads names that a user adds to the lists: lines of a name, or several forms of it with `|`
/// between them, a tab, its type (PER, ORG, LOC, WORK, PRODUCT, EVENT), and if it has one a tab and
/// its Latin name. Empty lines and lines that begin with `#` are passed over.
///
/// # Errors
/// If the file cannot be read or a line is none of these.
pub fn read_names(path: &Path) -> Result<NameList, Error> {
    let text = fs::read_to_string(path).map_err(|error| Error::input(path, error))?;
    let mut names = NameList::default();
    for (line, number) in text.trim_start_matches('\u{FEFF}').lines().zip(1..) {
        if !line.trim().is_empty() && !line.starts_with('#') {
            add(line, &mut names)
                .map_err(|reason| ErrorKind::Names(path.to_owned(), number, reason))?;
        }
    }
    Ok(names)
}

fn add(line: &str, names: &mut NameList) -> Result<(), String> {
    let mut fields = line.split('\t').map(str::trim);
    let forms = fields.next().unwrap_or_default();
    let kind = fields.next().unwrap_or_default();
    let latin = fields.next().filter(|latin| !latin.is_empty());
    let known = EntityKind::ALL.into_iter().find(|known| known.name() == kind);
    let Some(kind) = known else {
        let types = EntityKind::ALL.map(EntityKind::name).join(", ");
        return Err(format!("{kind:?} is no type of names, expected {types} after a tab"));
    };
    for form in forms.split('|').chain(latin) {
        add_form(form, kind, latin, names);
    }
    Ok(())
}

fn add_form(form: &str, kind: EntityKind, latin: Option<&str>, names: &mut NameList) {
    let view = Normalizer::light().normalize(form);
    let mut tokens = Vec::new();
    words_into(&view.text, &mut tokens);
    names.add(tokens.iter().map(|token| view.slice(token.span)), kind, latin);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_names() {
        let mut names = NameList::default();
        assert_eq!(add("مدار الشرق|مدار\tORG\tMadar", &mut names), Ok(()));
        assert!(add("مدار ORG", &mut names).is_err());
        assert!(add("مدار\tCOMPANY", &mut names).is_err());
    }
}
