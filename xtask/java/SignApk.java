// Aligns APKs (native libraries to 16 KB, the rest to 4 bytes), signs them (APK Signature Scheme v2 and v3) and verifies
// the results. Arguments: minimum API level, then input and output of each. The key comes from the environment:
// APPVAGT_KEYSTORE (PKCS #12), APPVAGT_KEY_ALIAS, APPVAGT_KEYSTORE_PASSWORD and, if it differs, APPVAGT_KEY_PASSWORD. Variables
// that begin with APPVAGT_FORMER_ name a key that this one takes over from.
import com.android.apksig.ApkSigner;
import com.android.apksig.ApkVerifier;
import com.android.apksig.KeyConfig;
import com.android.apksig.SigningCertificateLineage;
import java.io.File;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

public class SignApk {
    public static void main(String[] arguments) throws Exception {
        int minSdk = Integer.parseInt(arguments[0]);
        Signer signer = new Signer("APPVAGT_");
        Signer former = System.getenv("APPVAGT_FORMER_KEYSTORE") == null ? null : new Signer("APPVAGT_FORMER_");
        for (int i = 1; i < arguments.length; i += 2) {
            File output = new File(arguments[i + 1]);
            sign(signer, former, new File(arguments[i]), output, minSdk);
            verify(output, minSdk);
        }
    }

    private static void sign(Signer signer, Signer former, File input, File output, int minSdk) throws Exception {
        List<ApkSigner.SignerConfig> signers =
                former == null ? List.of(signer.config()) : List.of(former.config(), signer.config());
        ApkSigner.Builder apk = new ApkSigner.Builder(signers);
        if (former != null) {
            apk.setSigningCertificateLineage(
                    new SigningCertificateLineage.Builder(former.inLineage(), signer.inLineage()).build());
            // From Android 9, the first that knows of it, and not only from 13.
            apk.setMinSdkVersionForRotation(28);
        }
        apk.setInputApk(input)
                .setOutputApk(output)
                .setMinSdkVersion(minSdk)
                .setV1SigningEnabled(false)
                .setV2SigningEnabled(true)
                .setV3SigningEnabled(true)
                .setV4SigningEnabled(false)
                .setAlignmentPreserved(false)
                .setLibraryPageAlignmentBytes(16384)
                .build()
                .sign();
    }

    /** A key that variables of this prefix name, with its certificates. */
    private static class Signer {
        private final KeyConfig key;
        private final List<X509Certificate> chain = new ArrayList<>();

        Signer(String prefix) throws Exception {
            File file = new File(System.getenv(prefix + "KEYSTORE"));
            String alias = System.getenv(prefix + "KEY_ALIAS");
            char[] password = System.getenv(prefix + "KEYSTORE_PASSWORD").toCharArray();
            String own = System.getenv(prefix + "KEY_PASSWORD");
            KeyStore store = KeyStore.getInstance(file, password);
            if (!store.isKeyEntry(alias)) {
                throw new IllegalArgumentException(file + " has no key named " + alias + " (" + prefix + "KEY_ALIAS)");
            }
            key = new KeyConfig.Jca((PrivateKey) store.getKey(alias, own == null ? password : own.toCharArray()));
            for (Certificate certificate : store.getCertificateChain(alias)) {
                chain.add((X509Certificate) certificate);
            }
        }

        ApkSigner.SignerConfig config() {
            return new ApkSigner.SignerConfig.Builder("CERT", key, chain).build();
        }

        SigningCertificateLineage.SignerConfig inLineage() {
            return new SigningCertificateLineage.SignerConfig.Builder(key, chain.get(0)).build();
        }
    }

    private static void verify(File apk, int minSdk) throws Exception {
        ApkVerifier.Result result = new ApkVerifier.Builder(apk).setMinCheckedPlatformVersion(minSdk).build().verify();
        if (!result.isVerified() || !result.isVerifiedUsingV2Scheme() || !result.isVerifiedUsingV3Scheme()) {
            throw new IllegalStateException("the signed APK does not verify: " + result.getErrors());
        }
        byte[] certificate = result.getSignerCertificates().get(0).getEncoded();
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(certificate);
        System.out.println("certificate " + HexFormat.of().formatHex(digest));
    }
}
