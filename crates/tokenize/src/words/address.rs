//! URLs, e-mail addresses, domain names.

/// Longest part before the `@` of an e-mail address, in bytes (RFC 5321).
pub(super) const MAX_LOCAL_PART: usize = 64;

/// End of the URL that begins at `at`: a scheme or `www.`, then everything up to white space, an
/// Arabic mark of punctuation or a quote, without closing punctuation at its end.
pub(super) fn url_end(text: &str, at: usize) -> Option<usize> {
    let rest = text.get(at..)?;
    let prefix = ["https://", "http://", "ftp://", "www."].into_iter().find(|prefix| {
        rest.get(..prefix.len()).is_some_and(|start| start.eq_ignore_ascii_case(prefix))
    })?;
    let body = rest.get(prefix.len()..)?;
    body.starts_with(|c: char| c.is_alphanumeric() || c == '[').then(|| at + url_len(rest))
}

/// End of the e-mail address that begins at `at`.
pub(super) fn email_end(text: &str, at: usize) -> Option<usize> {
    let window = text.as_bytes().get(at..)?;
    let local = window.iter().take(MAX_LOCAL_PART + 1).position(|&b| !is_local(b))?;
    if window.get(local) != Some(&b'@') {
        return None;
    }
    let host_start = at + local + 1;
    let host_end = host_start + host_len(text.get(host_start..)?);
    is_domain(text.get(host_start..host_end)?).then_some(host_end)
}

/// End of the URL without a scheme whose first Latin run is `at..end`: a domain name in small
/// letters, or any with a path. `Booking.com` is a name.
pub(super) fn domain_end(text: &str, at: usize, end: usize) -> Option<usize> {
    let (_, top_level) = text.get(at..end)?.rsplit_once('.')?;
    let rest = text.get(at..).filter(|_| TOP_LEVEL.contains(&top_level))?;
    if text.as_bytes().get(end) == Some(&b'/') {
        return Some(end.max(at + url_len(rest)));
    }
    rest.starts_with(|c: char| c.is_ascii_lowercase()).then_some(end)
}

/// Length in bytes of the URL that `rest` begins with.
fn url_len(rest: &str) -> usize {
    let end = rest.find(ends_url).unwrap_or(rest.len());
    let mut url = rest.get(..end).unwrap_or_default();
    let count = |sign| url.matches(sign).count();
    let mut unopened = count(')').saturating_sub(count('('));
    while let Some(last) = url.chars().next_back() {
        let closing = match last {
            ')' => unopened > 0,
            _ => matches!(last, '.' | ',' | ';' | ':' | '!' | '?' | '\'' | '*' | '_' | '~' | '&'),
        };
        if !closing {
            break;
        }
        unopened -= usize::from(last == ')');
        url = url.get(..url.len() - last.len_utf8()).unwrap_or_default();
    }
    url.len()
}

fn ends_url(c: char) -> bool {
    c.is_whitespace()
        || c.is_control()
        || matches!(c, '"' | '<' | '>' | '{' | '}' | '|' | '\\' | '^' | '`')
        || matches!(c, '،' | '؛' | '؟' | '۔' | '«' | '»' | '…')
        || ('\u{2010}'..='\u{206F}').contains(&c)
}

pub(super) fn is_local(b: u8) -> bool {
    b.is_ascii_alphanumeric() || matches!(b, b'.' | b'_' | b'%' | b'+' | b'-')
}

/// Length of the host name `rest` begins with, without dots and hyphens at its end.
fn host_len(rest: &str) -> usize {
    let is_host = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-');
    let end = rest.find(|c| !is_host(c)).unwrap_or(rest.len());
    rest.get(..end).unwrap_or_default().trim_end_matches(['.', '-']).len()
}

/// Two labels or more, none empty.
fn is_domain(host: &str) -> bool {
    host.contains('.') && host.split('.').all(|label| !label.is_empty())
}

/// Top-level domains that a name without a scheme is known by.
const TOP_LEVEL: &[&str] = &[
    "com", "net", "org", "edu", "gov", "mil", "int", "info", "biz", "io", "co", "me", "tv", "ai",
    "app", "dev", "news", "online", "site", "shop", "store", "blog", "xyz", "ly", "gl", "be", "ae",
    "bh", "dz", "eg", "iq", "jo", "kw", "lb", "ma", "mr", "om", "ps", "qa", "sa", "sd", "sy", "tn",
    "ye", "de", "es", "eu", "fr", "il", "in", "ir", "it", "ru", "tr", "uk", "us",
];
