//! What may be strange about a policy.

use crate::json::sentences::sentences;

sentences! {
    /// What is strange at a place of a policy.
    Oddity {
        DeadlineOver = "odd_deadline_over",
            "This day is over: whatever is found is overdue at once.";
        ExemptionOver = "odd_exemption_over",
            "This day is over: the exemption is no longer in force.";
        FarAway = "odd_far_away", "This day is more than three years away. Is the year right?";
        BannedTwice { first: usize } = "odd_banned_twice", "banned[{first}] bans the same.";
        OtherCapitals { other: &'static str } = "odd_other_capitals",
            "Capital letters count: {other} is another app, and known.";
        BannedLate = "odd_banned_late", "The ban begins after the deadline.";
        ExemptTwice { first: usize } = "odd_exempt_twice", "exemptions[{first}] exempts the same.";
        FamilyNotBanned { family: String } = "odd_family_not_banned",
            "The family {family} is not banned, so nothing is exempt.";
        PackageNotBanned { package: String } = "odd_package_not_banned",
            "No ban names {package}. Unless it is a banned app under another name, nothing is \
             exempt.";
        GroupsAlike { other: String } = "odd_groups_alike",
            "Another exemption is for {other}. Are both one group?";
        ExemptEarly = "odd_exempt_early", "The exemption ends before the ban begins.";
        LanguagesMissing { languages: String } = "odd_languages_missing",
            "This is missing in: {languages}. Other texts are not.";
        OneText { languages: String } = "odd_one_text",
            "This is one text for everybody. Others are in: {languages}.";
        OtherTag { language: Tongue, tag: &'static str } = "odd_other_tag",
            "If this is {language}, its tag is {tag}.";
        Placeholder { found: String } = "odd_placeholder",
            "Nothing fills in {found}: employees see it so.";
        Markup { found: String } = "odd_markup",
            "Employees see {found} as it is written: texts have no markup.";
        SampleAddress { address: String } = "odd_sample_address",
            "{address} is a sample: put your own here.";
        SamplePhone { phone: String } = "odd_sample_phone",
            "{phone} looks like a sample: put your own here.";
    }
}

sentences! {
    /// A language of which another tag is often written.
    Tongue {
        Chinese = "tongue_zh", "Chinese";
        Czech = "tongue_cs", "Czech";
        Danish = "tongue_da", "Danish";
        English = "tongue_en", "English";
        Estonian = "tongue_et", "Estonian";
        Greek = "tongue_el", "Greek";
        Japanese = "tongue_ja", "Japanese";
        Swedish = "tongue_sv", "Swedish";
    }
}
