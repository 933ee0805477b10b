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
    ("pagination", Sign::Below),
    ("page", Sign::Below),
    ("pageinfo", Sign::Below),
    ("links", Sign::Below),
    ("cursors", Sign::Below),
    ("next", Sign::GoesOn),
    ("nextpage", Sign::GoesOn),
    ("nextpageid", Sign::GoesOn),
    ("nextpagenumber", Sign::GoesOn),
    ("nextpagelink", Sign::GoesOn),
    ("nextpageurl", Sign::GoesOn),
    ("nextpageuri", Sign::GoesOn),
    ("nextpagetoken", Sign::GoesOn),
    ("nextpagecursor", Sign::GoesOn),
    ("nextlink", Sign::GoesOn),
    ("nexturl", Sign::GoesOn),
    ("nexturi", Sign::GoesOn),
    ("nexthref", Sign::GoesOn),
    ("nexttoken", Sign::GoesOn),
    ("nextcursor", Sign::GoesOn),
    ("nextoffset", Sign::GoesOn),
    ("nextmarker", Sign::GoesOn),
    ("odatanextlink", Sign::GoesOn),
    ("continuationtoken", Sign::GoesOn),
    ("continuation", Sign::GoesOn),
    ("more", Sign::GoesOn),
    ("hasmore", Sign::GoesOn),
    ("hasmoreitems", Sign::GoesOn),
    ("hasmorepages", Sign::GoesOn),
    ("hasmorerecords", Sign::GoesOn),
    ("hasmoreresults", Sign::GoesOn),
    ("hasnext", Sign::GoesOn),
    ("hasnextpage", Sign::GoesOn),
    ("hasnextresults", Sign::GoesOn),
    ("moreavailable", Sign::GoesOn),
    ("morerecords", Sign::GoesOn),
    ("moreresults", Sign::GoesOn),
    ("istruncated", Sign::GoesOn),
    ("truncated", Sign::GoesOn),
    ("last", Sign::IsLast),
    ("islast", Sign::IsLast),
    ("islastpage", Sign::IsLast),
    ("rel", Sign::Relation),
    ("total", Sign::Total),
    ("totalcount", Sign::Total),
    ("totalresults", Sign::Total),
    ("totalrecords", Sign::Total),
    ("totalrows", Sign::Total),
    ("totalrowcount", Sign::Total),
    ("totalitems", Sign::Total),
    ("totalitemscount", Sign::Total),
    ("totalelements", Sign::Total),
    ("totalentries", Sign::Total),
    ("totalsize", Sign::Total),
    ("totalhits", Sign::Total),
    ("totalnumber", Sign::Total),
    ("totaldevices", Sign::Total),
    ("totalapps", Sign::Total),
    ("totalapplications", Sign::Total),
    ("count", Sign::Total),
    ("odatacount", Sign::Total),
    ("itemcount", Sign::Total),
    ("recordcount", Sign::Total),
    ("resultcount", Sign::Total),
    ("rowcount", Sign::Total),
    ("numresults", Sign::Total),
    ("recordstotal", Sign::Total),
    ("totalpages", Sign::TotalPages),
    ("totalpagecount", Sign::TotalPages),
    ("pagecount", Sign::TotalPages),
    ("pagescount", Sign::TotalPages),
    ("numpages", Sign::TotalPages),
    ("pages", Sign::TotalPages),
    ("lastpage", Sign::TotalPages),
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
    let plain = &plain[..length];
    SIGNS.iter().find(|(known, _)| known.as_bytes() == plain).map(|(_, sign)| *sign)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_say_the_same_however_they_are_written() {
        for name in ["nextPageToken", "next_page_token", "@odata.nextLink", "hasMore", "has_more"] {
            assert_eq!(sign(name.as_bytes()), Some(Sign::GoesOn), "{name}");
        }
        for name in ["totalCount", "total_count", "@odata.count", "TotalRowCount"] {
            assert_eq!(sign(name.as_bytes()), Some(Sign::Total), "{name}");
        }
        for name in ["name", "nextContact", "", "æ", "a_very_long_name_that_says_nothing_at_all"] {
            assert_eq!(sign(name.as_bytes()), None, "{name}");
        }
    }
}
