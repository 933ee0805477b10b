package org.appvagt.scanner

/** One observation that a finding rests on. */
public sealed interface Evidence {
    /** The package name is on record for the family. */
    public data class PackageName(
        /** What the app of this name is called, such as `TikTok Lite`. */
        val app: String,
        /** How sure the record is. */
        val certainty: Certainty,
    ) : Evidence

    /** The organisation bans it by a rule of its own: one for its package name, if there is no [Mark]. */
    public data object OwnRule : Evidence

    /** The app has a mark of the family, or one that the organisation bans. */
    public data class Mark(
        /** What policies call marks of this kind, such as `package_prefix`. */
        val key: String,
        /** What the app has. */
        val found: String,
        /** What that is worth. */
        val strength: Strength,
    ) : Evidence {
        /** What the mark is about. */
        public val subject: MarkSubject = MarkSubject.of(key)
    }

    /** Signed by the maker, with a certificate for this app. */
    public data class GenuineCertificate(
        /** Whose certificate it is. */
        val owner: String,
        /** The certificate's SHA-256 digest, in hexadecimal digits. */
        val sha256: String,
    ) : Evidence

    /** Signed with a certificate that the maker uses for other apps too. */
    public data class CompanyCertificate(
        /** Whose certificate it is. */
        val owner: String,
        /** The certificate's SHA-256 digest, in hexadecimal digits. */
        val sha256: String,
    ) : Evidence

    /** It has the name, but somebody else signed it: a modified copy, or another app that took the name. */
    public data class ForeignCertificate(
        /** SHA-256 digests of the certificates that it is signed with, in hexadecimal digits. */
        val sha256: List<String>,
    ) : Evidence

    /** Besides the name, it has nothing of the family: it is likely another app that took the name. */
    public data object NothingButTheName : Evidence

    /** What a mark is worth. */
    public enum class Strength {
        /** Other apps have it too: it supports what other marks say. */
        SUPPORTS,

        /** It identifies the app along with another mark. */
        TOGETHER,

        /** It identifies the app alone, very likely. */
        STRONG,

        /** It identifies the app alone. */
        CERTAIN,
    }
}
