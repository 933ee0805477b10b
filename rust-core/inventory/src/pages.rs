//! How interfaces say that a list goes on in another page.

/// What a name says of pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sign {
    /// What is below it says something of pages.
    Below,
    /// There is more if it has a value.
    GoesOn,
    /// There is more if it is no.
    IsLast,
    /// There is more if it is `next`.
    Relation,
    /// How many records the whole list has.
    Total,
    /// How many pages the whole list has.
    TotalPages,
}

/// Names without capital letters and what is no letter or digit.
const SIGNS: &[(&str, Sign)] = &[
    ("meta", Sign::Below),
    ("metadata", Sign::Below),
    ("responsemetadata", Sign::Below),
    ("paging", Sign::Below),
    ("pagingmetadata", Sign::Below),
    ("paginginfo", Sign::Below),
    ("pagination", Sign::Below),
    ("paginationinfo", Sign::Below),
    ("page", Sign::Below),
    ("pageinfo", Sign::Below),
    ("pagedetails", Sign::Below),
    ("resultinfo", Sign::Below),
    ("resultset", Sign::Below),
    ("listinfo", Sign::Below),
    ("links", Sign::Below),
    ("link", Sign::Below),
    ("cursor", Sign::Below),
    ("cursors", Sign::Below),
    ("hits", Sign::Below),
    ("header", Sign::Below),
    ("odatanextlink", Sign::GoesOn),
    ("continuationtoken", Sign::GoesOn),
    ("continuation", Sign::GoesOn),
    ("resumetoken", Sign::GoesOn),
    ("lastevaluatedkey", Sign::GoesOn),
    ("istruncated", Sign::GoesOn),
    ("truncated", Sign::GoesOn),
    ("incompleteresults", Sign::GoesOn),
    ("last", Sign::IsLast),
    ("islast", Sign::IsLast),
    ("islastpage", Sign::IsLast),
    ("done", Sign::IsLast),
    ("complete", Sign::IsLast),
    ("iscomplete", Sign::IsLast),
    ("endofresults", Sign::IsLast),
    ("rel", Sign::Relation),
    ("relation", Sign::Relation),
    ("odatacount", Sign::Total),
    ("recordstotal", Sign::Total),
    ("recordsfiltered", Sign::Total),
    ("numfound", Sign::Total),
    ("numresults", Sign::Total),
    ("numpages", Sign::TotalPages),
    ("pages", Sign::TotalPages),
    ("lastpage", Sign::TotalPages),
    ("maxpage", Sign::TotalPages),
];

/// What a name begins with that says that there is more, or how much there is. A part of a name that
/// is there makes [`WHAT`] of pages.
const BEGINNINGS: &[(&str, Sign)] = &[
    ("next", Sign::GoesOn),
    ("hasmore", Sign::GoesOn),
    ("hasnext", Sign::GoesOn),
    ("more", Sign::GoesOn),
    ("remaining", Sign::GoesOn),
    ("total", Sign::Total),
    ("xtotal", Sign::Total),
    ("numberof", Sign::Total),
];

/// What a name ends with that says the same.
const ENDINGS: &[(&str, Sign)] =
    &[("remaining", Sign::GoesOn), ("total", Sign::Total), ("count", Sign::Total)];

/// What pages consist of and are found by: a name of pages has nothing else between its beginning and
/// its end.
const WHAT: &[&str] = &[
    "applications",
    "apps",
    "available",
    "count",
    "cursor",
    "data",
    "devices",
    "elements",
    "entries",
    "entry",
    "exists",
    "hits",
    "href",
    "id",
    "index",
    "items",
    "item",
    "key",
    "link",
    "list",
    "marker",
    "number",
    "numberof",
    "objects",
    "of",
    "offset",
    "pages",
    "page",
    "records",
    "record",
    "results",
    "result",
    "rows",
    "row",
    "size",
    "skip",
    "start",
    "token",
    "total",
    "uri",
    "url",
];

/// Returns what a name says of pages; `None` if nothing, as nearly all do.
pub fn sign(name: &[u8]) -> Option<Sign> {
    const LONGEST: usize = 24;
    let mut plain = [0; LONGEST];
    let mut length = 0;
    for byte in name.iter().filter(|byte| byte.is_ascii_alphanumeric()) {
        *plain.get_mut(length)? = byte.to_ascii_lowercase();
        length += 1;
    }
    let plain = std::str::from_utf8(&plain[..length]).ok()?;
    let known = SIGNS.iter().find(|(known, _)| *known == plain).map(|(_, sign)| *sign);
    known.or_else(|| by_parts(plain))
}

/// Returns what a name says of pages that consists of known parts: `next_page_token`, `hasMoreItems`,
/// `total_number_of_pages`, `resultsCount`.
fn by_parts(name: &str) -> Option<Sign> {
    let of_pages = |rest: &str| rest.contains("page");
    let begins = BEGINNINGS.iter().map(|(part, sign)| (name.strip_prefix(part), sign));
    let ends = ENDINGS.iter().map(|(part, sign)| (name.strip_suffix(part), sign));
    let mut found = begins.chain(ends).filter_map(|(rest, sign)| Some((*sign, rest?)));
    match found.find(|(_, rest)| consists_of_parts(rest))? {
        (Sign::Total, rest) if of_pages(rest) => Some(Sign::TotalPages),
        (sign, _) => Some(sign),
    }
}

fn consists_of_parts(name: &str) -> bool {
    name.is_empty() || WHAT.iter().filter_map(|part| name.strip_prefix(part)).any(consists_of_parts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_say_the_same_however_they_are_written() {
        for (expected, names) in [
            (
                Some(Sign::GoesOn),
                &[
                    "next",
                    "nextPageToken",
                    "next_page_token",
                    "@odata.nextLink",
                    "hasMore",
                    "has_more",
                    "hasMoreItems",
                    "has_next_page",
                    "more",
                    "moreRecords",
                    "next_id",
                    "nextSkip",
                    "itemsRemaining",
                    "remaining_count",
                    "LastEvaluatedKey",
                ][..],
            ),
            (
                Some(Sign::Total),
                &[
                    "total",
                    "totalCount",
                    "total_count",
                    "@odata.count",
                    "TotalRowCount",
                    "count",
                    "x-total-count",
                    "resultsCount",
                    "totalNumberOfItems",
                    "recordsFiltered",
                    "numResults",
                    "countTotal",
                ],
            ),
            (
                Some(Sign::TotalPages),
                &[
                    "totalPages",
                    "total_number_of_pages",
                    "page_count",
                    "pages",
                    "numPages",
                    "totalPage",
                ],
            ),
            (Some(Sign::IsLast), &["last", "isLastPage", "done"]),
            (
                None,
                &[
                    "name",
                    "nextContact",
                    "nextCheckIn",
                    "moreInfo",
                    "totalRam",
                    "accountName",
                    "num",
                    "accountCount",
                    "discount",
                    "subtotalStorage",
                    "",
                    "æ",
                    "id",
                    "data",
                    "apps",
                    "a_very_long_name_that_says_nothing_at_all",
                ],
            ),
        ] {
            for name in names {
                assert_eq!(sign(name.as_bytes()), expected, "{name}");
            }
        }
    }
}
