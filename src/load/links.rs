//! What claims say of other claims: whom they restate, and what they are derived from.

use std::collections::{BTreeMap, HashMap};

use petgraph::algo::kosaraju_scc;
use petgraph::graph::DiGraph;

use crate::load::context::Context;
use crate::load::locate::excerpts_of;
use crate::load::problem::{Problem, did_you_mean};
use crate::model::index::ClaimIx;

/// In how many claims a word that was perhaps meant is sought.
const SOUGHT: usize = 100_000;
/// How many unknown ids are shown, and how many circles.
const SHOWN: usize = 100;

/// A claim whose column names an id that leads nowhere.
struct Wrong {
    claim: ClaimIx,
    column: &'static str,
    id: String,
    message: String,
    hint: Option<String>,
}

/// Adds a problem for every id that no claim has, and for claims that lead back to themselves.
pub fn check(context: &mut Context) {
    let claims = &context.dataset.claims;
    let linked = |claim: ClaimIx| {
        let remark = claims.remark(claim);
        let restates = remark.map(|remark| ("restates", remark.restates.as_str())).filter(|(_, id)| !id.is_empty());
        let derived = remark.map_or(&[][..], |remark| &remark.derived_from);
        restates.into_iter().chain(derived.iter().map(|id| ("derived-from", id.as_str())))
    };
    let mut targets: HashMap<&str, Option<ClaimIx>> = HashMap::new();
    for claim in claims.claims() {
        targets.extend(linked(claim).map(|(_, id)| (id, None)));
    }
    if targets.is_empty() {
        return;
    }
    for claim in claims.claims() {
        if let Some(target) = targets.get_mut(claims.id(claim)) {
            target.get_or_insert(claim);
        }
    }
    let mut wrong: Vec<Wrong> = Vec::new();
    let mut graph = DiGraph::<ClaimIx, ()>::new();
    let mut nodes = BTreeMap::new();
    let mut more = 0_u64;
    for claim in claims.claims() {
        for (column, id) in linked(claim) {
            match targets.get(id).copied().flatten() {
                Some(target) => {
                    let [from, to] =
                        [claim, target].map(|claim| *nodes.entry(claim).or_insert_with(|| graph.add_node(claim)));
                    graph.add_edge(from, to, ());
                }
                None if wrong.len() < SHOWN => {
                    let near = if claims.len() <= SOUGHT { nearest(context, id) } else { None };
                    let hint = near.map(|near| format!("did you mean `{near}`?"));
                    let message = format!("`{column}` names the claim `{id}`, which is not there");
                    wrong.push(Wrong { claim, column, id: id.to_owned(), message, hint });
                }
                None => more += 1,
            }
        }
    }
    // Members ascending, and circles by their first: the same order in every run.
    let mut circles = BTreeMap::new();
    for members in kosaraju_scc(&graph) {
        let is_circle = members.len() > 1 || members.iter().any(|&node| graph.contains_edge(node, node));
        let mut circle: Vec<ClaimIx> = members.into_iter().map(|node| graph[node]).collect();
        circle.sort_unstable();
        if is_circle && let Some(&first) = circle.first() {
            circles.insert(first, circle);
        }
    }
    let untold = circles.len().saturating_sub(SHOWN);
    for (first, circle) in circles.into_iter().take(SHOWN) {
        let names: Vec<String> = circle.iter().take(5).map(|&claim| format!("`{}`", claims.id(claim))).collect();
        let dots = if circle.len() > 5 { ", …" } else { "" };
        let message = format!("claims restate or are derived from each other in a circle: {}{dots}", names.join(", "));
        let hint = Some("one of them must come first; a claim is not its own root".to_owned());
        // The step by which the circle is entered.
        let step = linked(first).find(|(_, id)| circle.iter().any(|&other| claims.id(other) == *id));
        let (column, id) = step.map_or(("id", String::new()), |(column, id)| (column, id.to_owned()));
        wrong.push(Wrong { claim: first, column, id, message, hint });
    }
    let places: Vec<_> =
        wrong.iter().map(|wrong| (claims.place(wrong.claim), wrong.column, Some(wrong.id.clone()))).collect();
    let drawn = excerpts_of(&context.dataset, &places);
    for ((Wrong { message, hint, .. }, (place, ..)), excerpt) in wrong.into_iter().zip(&places).zip(drawn) {
        let file = context.dataset.tables.get(place.table.at()).map_or_else(String::new, |table| table.path.clone());
        context.problems.push(Problem { message, hint, file, excerpt, count: 1 });
    }
    if more > 0 {
        let path = context.dataset.path.clone();
        context.problems.push(Problem::of_file(&path, format!("and {more} more names of claims that are not there")));
    }
    if untold > 0 {
        let path = context.dataset.path.clone();
        context.problems.push(Problem::of_file(&path, format!("and {untold} more circles of claims")));
    }
}

fn nearest<'c>(context: &'c Context, id: &str) -> Option<&'c str> {
    let claims = &context.dataset.claims;
    did_you_mean(id, claims.claims().map(|claim| claims.id(claim)))
}

#[cfg(test)]
pub(crate) mod tests {
    use crate::load::context::tests::context;
    use crate::load::context::{Context, Defaults};
    use crate::load::tidy::draft;
    use crate::model::place::Place;
    use crate::model::remark::Remark;
    use crate::model::table::{Format, Table};

    /// Adds a claim that restates or is derived from others.
    pub(crate) fn push(context: &mut Context, id: &str, restates: &str, derived: &[&str]) {
        if context.dataset.tables.is_empty() {
            let (name, path) = ("articles".to_owned(), "articles.csv".to_owned());
            context.dataset.tables.push(Table {
                family: crate::model::index::TableIx(0),
                name,
                path,
                format: Format::Toml,
                own: None,
                every: None,
                mapped: false,
            });
        }
        let fields = |name: &str| match name {
            "source" => Some("oryx"),
            "metric" => Some("equipment.tanks"),
            "period" => Some("2022"),
            "value" => Some("3000"),
            _ => None,
        };
        let (_, mut draft) = draft(&fields, &Defaults::default(), Place::default(), context).expect("a claim");
        let derived_from = derived.iter().map(|&id| id.to_owned()).collect();
        draft.remark = Some(Remark { restates: restates.to_owned(), derived_from, ..Remark::default() });
        context.dataset.claims.push(id, draft);
    }

    #[test]
    fn names_of_claims_must_be_there_and_lead_nowhere_back() {
        let mut context = context();
        push(&mut context, "en25-total", "", &[]);
        push(&mut context, "en25-headline", "en25-totel", &[]);
        push(&mut context, "a", "", &["b", "en25-total"]);
        push(&mut context, "b", "", &["a"]);
        push(&mut context, "c", "c", &[]);
        super::check(&mut context);
        let messages: Vec<_> = context.problems.iter().map(|problem| problem.message.as_str()).collect();
        assert_eq!(context.problems[0].hint.as_deref(), Some("did you mean `en25-total`?"));
        assert_eq!(messages[1], "claims restate or are derived from each other in a circle: `a`, `b`");
        assert_eq!(messages[2], "claims restate or are derived from each other in a circle: `c`");
        assert_eq!(messages.len(), 3);
    }
}
