//! Small typed indices. A `MetricIx` cannot be passed where a `PlaceIx` is meant.

macro_rules! index {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub u32);

        impl $name {
            /// The index as a position in a vector.
            #[must_use]
            pub fn at(self) -> usize {
                self.0 as usize
            }

            /// The index of the element at `position`.
            ///
            /// # Panics
            /// Past 2³² elements; loading stops with a problem long before.
            #[must_use]
            pub fn from_at(position: usize) -> Self {
                Self(u32::try_from(position).expect("fewer than 2^32 elements"))
            }
        }
    )+};
}

index! {
    /// A metric of the vocabulary: what is counted.
    MetricIx,
    /// A subject of the vocabulary: whose.
    SubjectIx,
    /// A place of the vocabulary: where.
    PlaceIx,
    /// Who asserts.
    SourceIx,
    /// Where a claim was read.
    DocumentIx,
    /// A file of claims, as one `[[table]]` matched it.
    TableIx,
    /// A claim of the store.
    ClaimIx,
    /// An interned period.
    PeriodIx,
    /// An interned hedge.
    HedgeIx,
    /// A set of sources that are not independent of each other.
    GroupIx,
    /// A side of the conflict.
    PartyIx,
}
