//! Which claims take part, as `--select` and `--without` say.

use counterclaim::load::Loaded;
use counterclaim::rules::select::Selector;

use crate::cli::failure::Failure;

/// The selector of some pairs of a key and a pattern: of one key any, of several keys all.
pub(crate) fn selector(pairs: &[(String, String)]) -> Selector {
    // The keys were checked as they were read.
    Selector::of_all(pairs.iter().map(|(key, pattern)| (key.as_str(), pattern.as_str()))).unwrap_or_default()
}

/// Refuses a pattern that no claim matches: a slip in it would change nothing, or leave nothing, in silence.
pub(crate) fn refuse_idle(flag: &str, pairs: &[(String, String)], loaded: &[Loaded]) -> Result<(), Failure> {
    for (key, pattern) in pairs {
        let Some(selector) = Selector::of(key, pattern) else { continue };
        let mut claims =
            loaded.iter().flat_map(|loaded| loaded.dataset.claims.claims().map(|claim| loaded.dataset.claim(claim)));
        if !claims.any(|claim| selector.selects(claim)) {
            let failure = Failure::new(format!("no claim is matched by `--{flag} {key}={pattern}`"));
            return Err(failure.hint("give exact ids or `*` for any text, one flag a condition"));
        }
    }
    Ok(())
}
