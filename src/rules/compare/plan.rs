//! A comparison as checked: what lies to what, how, and what must hold.

use toml::Spanned;

use crate::model::claim::Claim;
use crate::model::source::Standing;
use crate::rules::compare::choice::{EXPECT, Expect, FIGURES, Figures, GROUPING, Grouping, TABLES, Tables};
use crate::rules::compare::need::{self, Dimension, Need, Partner, PeriodNeed};
use crate::rules::file::CompareFile;
use crate::rules::select::Selector;
use crate::rules::words::{Share, Words};

/// A checked comparison.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Compare {
    pub(super) left: Selector,
    pub(super) right: Selector,
    pub(super) partner: Partner,
    pub(super) metric: Need,
    pub(super) place: Need,
    pub(super) subject: Need,
    pub(super) period: PeriodNeed,
    pub(super) strictly: Vec<Dimension>,
    pub(super) standings: Vec<Standing>,
    pub(super) tables: Tables,
    pub(super) figures: Figures,
    pub(super) expect: Expect,
    pub(super) factor: Share,
    pub(super) tolerance: Share,
    /// How many days the two figures may lie apart at most.
    pub(super) apart: Option<u32>,
    pub(super) group: Grouping,
}

impl Compare {
    /// Reads `[check.compare]`.
    pub fn read(file: &CompareFile, words: &mut Words<'_>) -> Self {
        // A word on the right is read as one below.
        let word = |value: &&Spanned<toml::Value>| !value.get_ref().is_str();
        let left = Selector::read_or_all(file.left.as_ref(), words);
        let right = Selector::read_or_all(file.right.as_ref().filter(word), words);
        let partner = need::partner(file.right.as_ref(), words);
        let peaceful = [Standing::Same, Standing::SameGroup, Standing::OtherGroup];
        let standings = words.standings(file.source.as_deref(), &peaceful);
        let strictly =
            file.strictly.iter().flatten().filter_map(|word| words.one_of(word, &need::DIMENSIONS)).collect();
        let expected = if partner == Partner::Denied { Expect::Never } else { Expect::Overlap };
        let check = Self {
            left,
            right,
            partner,
            metric: words.word_or(file.metric.as_ref(), &need::METRIC, Need::Same),
            place: words.word_or(file.place.as_ref(), &need::CONTAINMENT, Need::Same),
            subject: words.word_or(file.subject.as_ref(), &need::CONTAINMENT, Need::Same),
            period: PeriodNeed::read(file.period.as_ref(), words),
            strictly,
            standings,
            tables: words.word_or(file.table.as_ref(), &TABLES, Tables::Any),
            figures: words.word_or(file.figures.as_ref(), &FIGURES, Figures::Meant),
            expect: words.word_or(file.expect.as_ref(), &EXPECT, expected),
            factor: words.share_or(file.factor.as_ref(), Share::WHOLE),
            tolerance: words.share_or(file.tolerance.as_ref(), Share::NONE),
            apart: file.apart.as_ref().map(|days| words.days_or(Some(days), 1)),
            group: words.word_or(file.group.as_ref(), &GROUPING, Grouping::Groups),
        };
        check.refuse_nonsense(file, words);
        check.refuse_unread(file, words);
        check
    }

    /// Combinations that could never say anything, or not what their writer thinks.
    fn refuse_nonsense(&self, file: &CompareFile, words: &mut Words<'_>) {
        if self.partner == Partner::Implied {
            if let Some(metric) = file.metric.as_ref().filter(|_| self.metric == Need::Bounds) {
                let hint = "a floor is held against the claims themselves: leave `right` out, or name another relation";
                words.wrong(metric.span(), "floors imply nothing of the days between them", hint);
            }
            if let Some(figures) = file.figures.as_ref().filter(|_| self.figures == Figures::PerDay) {
                let hint = "what is implied is of the same days: leave `figures` out";
                words.wrong(figures.span(), "both sides would be divided by the same days", hint);
            }
        }
        if self.partner == Partner::Implied
            && let Some(right) = file.right.as_ref().filter(|_| file.expect.is_none())
        {
            let hint = "write `expect = \"left <= right\"` or `expect = \"left >= right\"`";
            words.wrong(right.span(), "nothing says what is expected of what is implied", hint);
        }
        if let Some(apart) = file.apart.as_ref().filter(|_| !self.compares_paces_of_one_start()) {
            let hint = "only paces of running totals (`figures = \"per-day\"`) are held against the nearest day";
            words.wrong(apart.span(), "`apart` says nothing here", hint);
        }
        if let Some(named) = file.strictly.as_ref().and_then(|named| named.first())
            && (self.partner == Partner::Implied || self.compares_paces_of_one_start())
            && self.strictly.contains(&Dimension::Period)
        {
            let hint = "name other dimensions, or leave `strictly` out";
            let message = match self.partner {
                Partner::Implied => "days are only held against those of other claims",
                _ => "paces of running totals are held against the nearest day, never days inside days",
            };
            words.wrong(named.span(), message, hint);
        }
        if let Some(expect) = &file.expect {
            match (self.partner, self.expect) {
                (Partner::Denied, Expect::Never)
                | (Partner::Claims | Partner::Implied, Expect::AtMost | Expect::AtLeast) => {}
                (Partner::Claims | Partner::Origin, Expect::Overlap) => {}
                _ => words.wrong(
                    expect.span(),
                    "this expectation does not fit the right side",
                    "`denied` expects `never`, `origin` expects `overlap`, `implied` expects an order",
                ),
            }
        }
        if self.expect == Expect::Overlap
            && self.partner == Partner::Claims
            && !self.period.is_same_only()
            && let Some(period) = &file.period
        {
            words.wrong(
                period.span(),
                "figures of different days need not overlap",
                "write `period = \"same\"`, or expect an order: `left <= right`",
            );
        }
    }

    /// Keys that a word on the right leaves nothing to say: whoever writes them expects something of them.
    fn refuse_unread(&self, file: &CompareFile, words: &mut Words<'_>) {
        let of = |text: &Option<Spanned<String>>| text.as_ref().map(Spanned::span);
        let of_list = |list: &Option<Vec<Spanned<String>>>| list.as_ref()?.first().map(Spanned::span);
        let of_pairs = [
            ("period", file.period.as_ref().map(Spanned::span)),
            ("table", of(&file.table)),
            ("group", of(&file.group)),
        ];
        let of_amounts = [
            ("metric", of(&file.metric)),
            ("place", of(&file.place)),
            ("subject", of(&file.subject)),
            ("strictly", of_list(&file.strictly)),
            ("source", of_list(&file.source)),
            ("figures", of(&file.figures)),
            ("factor", of(&file.factor)),
            ("tolerance", of(&file.tolerance)),
        ];
        let (word, unread, reads) = match self.partner {
            Partner::Claims => return,
            Partner::Implied => ("implied", of_pairs.to_vec(), "quantities, sources and figures"),
            Partner::Origin => ("origin", [&of_pairs[..], &of_amounts].concat(), "`left`"),
            Partner::Denied => ("denied", [&of_pairs[..], &of_amounts].concat(), "`left`"),
        };
        for (key, span) in unread {
            let Some(span) = span else { continue };
            let hint = format!("leave it out: with `{word}` only {reads} can be chosen");
            words.wrong(span, format!("`{key}` says nothing beside `right = \"{word}\"`"), hint);
        }
    }

    /// How specific the rule is; lower is more specific.
    #[must_use]
    pub(in crate::rules) fn rank(&self) -> u8 {
        match self.partner {
            Partner::Origin => 0,
            Partner::Denied => 1,
            Partner::Claims if self.figures == Figures::Printed => 0,
            Partner::Claims if self.standings == [Standing::Same] => 4,
            Partner::Claims if self.figures == Figures::PerDay => 6,
            Partner::Claims => 5,
            Partner::Implied => 7,
        }
    }

    pub(in crate::rules) fn is_about_implied(&self) -> bool {
        self.partner == Partner::Implied
    }

    pub(in crate::rules) fn merges(&self) -> bool {
        self.partner == Partner::Claims && self.figures != Figures::Printed && self.group != Grouping::Pair
    }

    pub(in crate::rules) fn is_about_amounts(&self) -> bool {
        self.partner != Partner::Denied && self.group != Grouping::Pair
    }

    /// Whether a pair that is compared is compared in both orders.
    pub(super) fn is_symmetric(&self) -> bool {
        let both = |need: Need| matches!(need, Need::Same | Need::Any);
        self.left == self.right && both(self.metric) && both(self.place) && both(self.subject)
    }

    /// Whether the pace of a count is held against that of another with the same start, on the
    /// nearest day that the other has a figure for.
    pub(super) fn compares_paces_of_one_start(&self) -> bool {
        self.figures == Figures::PerDay && self.period.is_of_one_start()
    }

    /// Whether two sources stand to each other as the rule wants.
    pub(super) fn allows(&self, left: Claim<'_>, right: Claim<'_>) -> bool {
        self.standings.contains(&left.dataset.sources.standing(left.source_ix(), right.source_ix()))
    }
}
