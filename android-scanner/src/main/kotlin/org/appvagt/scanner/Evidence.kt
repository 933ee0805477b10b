package org.appvagt.scanner

/** One observation that a finding rests on. */
public sealed interface Evidence {
    /** The package name is on record for the family, as that of [app]. */
    public data class PackageName(val app: String, val certainty: Certainty) : Evidence

    /** The organisation bans this package name by a rule of its own. */
    public data object OwnRule : Evidence

    /** Signed by the maker, with the certificate of this SHA-256 digest. */
    public data class GenuineCertificate(val owner: String, val sha256: String) : Evidence

    /** Signed with a certificate that the maker uses for other apps too. */
    public data class CompanyCertificate(val owner: String, val sha256: String) : Evidence

    /** It has the name, but somebody else signed it: a modified copy, or another app that took the name. */
    public data class ForeignCertificate(val sha256: List<String>) : Evidence
}
