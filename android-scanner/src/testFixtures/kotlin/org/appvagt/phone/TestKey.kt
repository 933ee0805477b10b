package org.appvagt.phone

import org.bouncycastle.asn1.ASN1EncodableVector
import org.bouncycastle.asn1.ASN1Integer
import org.bouncycastle.asn1.DERBitString
import org.bouncycastle.asn1.DERSequence
import org.bouncycastle.asn1.sec.SECNamedCurves
import org.bouncycastle.asn1.sec.SECObjectIdentifiers
import org.bouncycastle.asn1.x500.X500Name
import org.bouncycastle.asn1.x509.AlgorithmIdentifier
import org.bouncycastle.asn1.x509.Time
import org.bouncycastle.asn1.x509.V3TBSCertificateGenerator
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers
import org.bouncycastle.crypto.digests.SHA256Digest
import org.bouncycastle.crypto.params.ECNamedDomainParameters
import org.bouncycastle.crypto.params.ECPrivateKeyParameters
import org.bouncycastle.crypto.params.ECPublicKeyParameters
import org.bouncycastle.crypto.signers.ECDSASigner
import org.bouncycastle.crypto.signers.HMacDSAKCalculator
import org.bouncycastle.crypto.util.SubjectPublicKeyInfoFactory
import java.math.BigInteger
import java.security.MessageDigest
import java.util.Date

/** Test keys that anybody can make from a name, so that a simulated app is signed the same in every run. */
object TestKey {
    private val curve = ECNamedDomainParameters(SECObjectIdentifiers.secp256r1, SECNamedCurves.getByName("secp256r1"))
    private val algorithm = AlgorithmIdentifier(X9ObjectIdentifiers.ecdsa_with_SHA256)
    private val made = HashMap<String, ByteArray>()

    /** Returns the self-signed certificate of the key for [name], as DER. */
    @Synchronized
    fun certificate(name: String): ByteArray = made.getOrPut(name) { make(name) }

    private fun make(name: String): ByteArray {
        val secret =
            BigInteger(1, sha256("test key of $name".toByteArray())).mod(curve.n - BigInteger.ONE) + BigInteger.ONE
        val public = ECPublicKeyParameters(curve.g.multiply(secret), curve)
        // Without the name, which X.509 would have no longer than 64 characters; package names are longer.
        val subject = X500Name("CN=Test key")
        val content =
            V3TBSCertificateGenerator()
                .apply {
                    setSerialNumber(ASN1Integer(1))
                    setSignature(algorithm)
                    setIssuer(subject)
                    setSubject(subject)
                    setStartDate(Time(Date(0)))
                    setEndDate(Time(Date(4_000_000_000_000)))
                    setSubjectPublicKeyInfo(SubjectPublicKeyInfoFactory.createSubjectPublicKeyInfo(public))
                }.generateTBSCertificate()
        val signer =
            ECDSASigner(HMacDSAKCalculator(SHA256Digest())).apply { init(true, ECPrivateKeyParameters(secret, curve)) }
        val (r, s) = signer.generateSignature(sha256(content.encoded))
        val signature = DERSequence(arrayOf(ASN1Integer(r), ASN1Integer(s)))
        val parts =
            ASN1EncodableVector().apply {
                add(content)
                add(algorithm)
                add(DERBitString(signature.encoded))
            }
        return DERSequence(parts).encoded
    }

    private fun sha256(bytes: ByteArray) = MessageDigest.getInstance("SHA-256").digest(bytes)
}
