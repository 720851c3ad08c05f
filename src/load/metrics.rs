//! The metrics of `vocabulary.toml`: parts, readings, floors, and what a statement denies.

use toml::Spanned;

use crate::load::declared::{Edges, declare, resolve};
use crate::load::metric_written::{KindWritten, MOST_DECIMALS, MetricWritten};
use crate::load::page::Page;
use crate::load::shape::{Keyed, Texts};
use crate::load::side_by_side::{SideBySide, refuse_overlaps, side_by_side};
use crate::model::glob;
use crate::model::index::MetricIx;
use crate::model::vocabulary::{Denial, Dimension, Metric, MetricKind};

/// Checks the metrics of a file.
pub(super) fn check(written: &Keyed<MetricWritten>, open: bool, page: &mut Page<'_>) -> Dimension<Metric> {
    let mut metrics = declare(written, page);
    for (id, metric) in &written.0 {
        let number = metrics.intern(id.get_ref()) as usize;
        metrics.things[number] = plain(id, metric, page);
    }
    let mut links = Links { open, edges: Edges::default(), metrics, page };
    for (id, metric) in &written.0 {
        links.link(id, metric);
    }
    // Patterns see every id of the file, also those that only an open vocabulary lets in.
    for (id, metric) in &written.0 {
        links.deny(id, metric);
    }
    let Links { edges, mut metrics, page, .. } = links;
    metrics.containment = edges.close(&metrics.names, page);
    let lists =
        written.0.iter().map(|(id, metric)| (id, SideBySide { parts: &metric.parts, includes: &metric.includes }));
    refuse_overlaps(lists, &metrics, page);
    metrics
}

/// What a metric says of itself alone.
fn plain(id: &Spanned<String>, written: &MetricWritten, page: &mut Page<'_>) -> Metric {
    let decimals = match &written.decimals {
        Some(decimals) if *decimals.get_ref() > MOST_DECIMALS => {
            page.problem(decimals.span(), format!("at most {MOST_DECIMALS} decimals are told apart"));
            MOST_DECIMALS
        }
        decimals => decimals.as_ref().map_or(0, |decimals| *decimals.get_ref()),
    };
    Metric {
        name: written.name.clone().unwrap_or_else(|| id.get_ref().clone()),
        unit: written.unit.clone().unwrap_or_default(),
        decimals,
        kind: match written.kind {
            KindWritten::Flow => MetricKind::Flow,
            KindWritten::Stock => MetricKind::Stock,
            KindWritten::Statement => MetricKind::Statement,
        },
        ..Metric::default()
    }
}

/// What metrics say of each other.
struct Links<'p, 'a> {
    open: bool,
    edges: Edges,
    metrics: Dimension<Metric>,
    page: &'p mut Page<'a>,
}

impl Links<'_, '_> {
    fn link(&mut self, id: &Spanned<String>, written: &MetricWritten) {
        let number = self.metrics.intern(id.get_ref());
        let own_edges = written.parts.0.iter().chain(&written.includes.0).chain(&written.part_of.0).next();
        if let (Some(edge), false) = (own_edges, written.reads_as.0.is_empty()) {
            let message = format!("`{}` is an ambiguous word and cannot be a part or a whole", id.get_ref());
            let hint = "leave out `parts`, `includes` and `part-of`; its readings have them";
            self.page.hinted(edge.span(), message, hint);
        }
        let listed = SideBySide { parts: &written.parts, includes: &written.includes };
        let parts = side_by_side("metric", id, listed, &mut self.metrics, self.open, &mut self.edges, self.page);
        for (part, name) in parts {
            self.same_unit(part, Some(number), name);
        }
        for whole in &written.part_of.0 {
            let known = self.one(whole);
            self.edge(Some(number), known, whole);
        }
        let readings = self.list(id, &written.reads_as, "reading");
        for (reading, name) in readings.iter().zip(&written.reads_as.0) {
            self.same_unit(number, *reading, name);
            if *reading == Some(number) {
                self.page.problem(name.span(), format!("`{}` reads as itself", id.get_ref()));
            }
        }
        let bounded = written.bounds_below.as_ref().and_then(|name| {
            let bounded = self.one(name);
            self.same_unit(number, bounded, name);
            if bounded == Some(number) {
                self.page.problem(name.span(), format!("`{}` is a floor of itself", id.get_ref()));
            }
            bounded
        });
        let known = |list: Vec<Option<u32>>| list.into_iter().flatten().map(MetricIx).collect();
        let thing = &mut self.metrics.things[number as usize];
        thing.reads_as = known(readings);
        thing.bounds_below = bounded.map(MetricIx);
    }

    fn one(&mut self, id: &Spanned<String>) -> Option<u32> {
        resolve("metric", &mut self.metrics, self.open, id, self.page)
    }

    /// The numbers of a list in which nothing stands twice.
    fn list(&mut self, id: &Spanned<String>, ids: &Texts, noun: &str) -> Vec<Option<u32>> {
        let mut numbers = Vec::new();
        for part in &ids.0 {
            let number = self.one(part);
            if number.is_some() && numbers.contains(&number) {
                let message = format!("`{}` is listed twice as a {noun} of `{}`", part.get_ref(), id.get_ref());
                self.page.problem(part.span(), message);
            }
            numbers.push(number);
        }
        numbers
    }

    fn edge(&mut self, part: Option<u32>, whole: Option<u32>, name: &Spanned<String>) {
        if let Some(part) = part {
            self.same_unit(part, whole, name);
            self.edges.add(part, whole, name);
        }
    }

    /// Figures of different units or decimals cannot be held against each other.
    fn same_unit(&mut self, one: u32, other: Option<u32>, name: &Spanned<String>) {
        let Some(other) = other else { return };
        let (left, right) = (&self.metrics.things[one as usize], &self.metrics.things[other as usize]);
        let ids = [one, other].map(|number| self.metrics.names.name(number));
        let message = if !left.unit.is_empty() && !right.unit.is_empty() && left.unit != right.unit {
            format!("`{}` is counted in {}, `{}` in {}", ids[0], left.unit, ids[1], right.unit)
        } else if left.decimals != right.decimals {
            format!("`{}` has {} decimals, `{}` has {}", ids[0], left.decimals, ids[1], right.decimals)
        } else {
            return;
        };
        self.page.hinted(name.span(), message, "what is compared has one unit and as many decimals");
    }

    fn deny(&mut self, id: &Spanned<String>, written: &MetricWritten) {
        let number = self.metrics.intern(id.get_ref()) as usize;
        // An ambiguous word may be drawn into a containment by what others say, too.
        let listed = written.parts.0.iter().chain(&written.includes.0);
        for name in listed.chain(&written.part_of.0).chain(&written.reads_as.0) {
            let other = self.metrics.names.find(name.get_ref()).filter(|&other| other as usize != number);
            if other.is_some_and(|other| !self.metrics.things[other as usize].reads_as.is_empty()) {
                let message = format!("`{}` is itself an ambiguous word", name.get_ref());
                self.page.hinted(name.span(), message, "name one of its readings");
            }
        }
        let Some(denies) = &written.denies else { return };
        if self.metrics.things[number].kind != MetricKind::Statement {
            let message = format!("`{}` is an amount and denies nothing", id.get_ref());
            self.page.hinted(denies.span(), message, "only a metric with `kind = \"statement\"` denies");
        }
        let denies = denies.get_ref();
        let mut denied = Vec::new();
        for name in &denies.metric.0 {
            if glob::is_pattern(name.get_ref()) {
                let before = denied.len();
                let all = self.metrics.names.iter().zip(0..);
                denied.extend(
                    all.filter(|(id, _)| glob::matches(name.get_ref(), id)).map(|(_, metric)| MetricIx(metric)),
                );
                if denied.len() == before && !self.open {
                    self.page.problem(name.span(), format!("no metric is of the form `{}`", name.get_ref()));
                }
            } else {
                denied.extend(self.one(name).map(MetricIx));
            }
        }
        denied.sort_unstable();
        denied.dedup();
        self.metrics.things[number].denies = Some(Denial { own_side: denies.own_side, metrics: denied });
    }
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::load::page::Page;
    use crate::load::toml::{TomlText, parse};
    use crate::load::vocabulary::VocabularyWritten;
    use crate::model::vocabulary::{Dimension, Metric};

    fn read(text: &str, open: bool) -> (Dimension<Metric>, Vec<String>) {
        let text = TomlText { file: "vocabulary.toml".into(), text: text.into() };
        let written: VocabularyWritten = parse(&text).expect("TOML");
        let mut problems = Vec::new();
        let metrics = check(&written.metric, open, &mut Page { text: &text, problems: &mut problems });
        (metrics, problems.into_iter().map(|problem| problem.message).collect())
    }

    #[test]
    fn metrics_name_each_other_in_any_order() {
        let (metrics, said) = read(
            "[metric.\"people.all\"]\nparts = ['people.killed', 'people.hurt']\nunit = 'persons'
             [metric.\"people.killed\"]\nunit = 'persons'\n[metric.\"people.hurt\"]
             [metric.losses]\nreads-as = ['people.killed', 'people.all']
             [metric.named]\nbounds-below = 'people.killed'
             [metric.says]\nkind = 'statement'\ndenies = { own-side = true, metric = ['people.*', 'losses'] }",
            false,
        );
        assert_eq!(said, [""; 0]);
        assert!(metrics.containment.is_part(1, 0) && metrics.containment.is_part(2, 0));
        assert_eq!(metrics.things[3].reads_as.len(), 2);
        let denied =
            metrics.things[5].denies.as_ref().map(|denial| denial.metrics.iter().map(|metric| metric.0).collect());
        assert_eq!(denied, Some(vec![0, 1, 2, 3]));
    }

    #[test]
    fn what_cannot_be_is_refused() {
        let (_, said) = read(
            "[metric.a]\nparts = ['b', 'b', 'x']\nunit = 'persons'\n[metric.b]\nunit = 'pieces'\ndecimals = 12
             [metric.c]\nreads-as = ['c', 'b']\npart-of = 'b'\n[metric.d]\nbounds-below = 'd'\ndenies = { metric = 'z*' }
             [metric.e]\npart-of = 'c'",
            false,
        );
        assert_eq!(
            said,
            [
                "at most 9 decimals are told apart",
                "`b` is listed twice as a part of `a`",
                "unknown metric `x`",
                "`b` is counted in pieces, `a` in persons",
                "`c` is an ambiguous word and cannot be a part or a whole",
                "`c` has 0 decimals, `b` has 9",
                "`c` reads as itself",
                "`c` has 0 decimals, `b` has 9",
                "`d` is a floor of itself",
                "`d` is an amount and denies nothing",
                "no metric is of the form `z*`",
                "`c` is itself an ambiguous word",
            ]
        );
    }

    #[test]
    fn an_open_vocabulary_takes_what_it_meets() {
        let (metrics, said) = read("[metric.a]\nparts = ['b', 'c']", true);
        assert_eq!(said, [""; 0]);
        assert!(metrics.containment.is_part(2, 0));
    }
}
