// Aligns APKs (native libraries to 16 KB, the rest to 4 bytes), signs them (APK Signature Scheme v2 and v3) and verifies
// the results. Arguments: minimum API level, then input and output of each. The key comes from the environment:
// APPVAGT_KEYSTORE (PKCS #12), APPVAGT_KEY_ALIAS, APPVAGT_KEYSTORE_PASSWORD and, if it differs, APPVAGT_KEY_PASSWORD.
import com.android.apksig.ApkSigner;
import com.android.apksig.ApkVerifier;
import com.android.apksig.KeyConfig;
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
        ApkSigner.SignerConfig signer = signer();
        for (int i = 1; i < arguments.length; i += 2) {
            File output = new File(arguments[i + 1]);
            sign(signer, new File(arguments[i]), output, minSdk);
            verify(output, minSdk);
        }
    }

    private static void sign(ApkSigner.SignerConfig signer, File input, File output, int minSdk) throws Exception {
        new ApkSigner.Builder(List.of(signer))
                .setInputApk(input)
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

    private static ApkSigner.SignerConfig signer() throws Exception {
        File file = new File(System.getenv("APPVAGT_KEYSTORE"));
        String alias = System.getenv("APPVAGT_KEY_ALIAS");
        char[] password = System.getenv("APPVAGT_KEYSTORE_PASSWORD").toCharArray();
        String own = System.getenv("APPVAGT_KEY_PASSWORD");
        KeyStore store = KeyStore.getInstance(file, password);
        if (!store.isKeyEntry(alias)) {
            throw new IllegalArgumentException(file + " has no key named " + alias + " (APPVAGT_KEY_ALIAS)");
        }
        PrivateKey key = (PrivateKey) store.getKey(alias, own == null ? password : own.toCharArray());
        List<X509Certificate> chain = new ArrayList<>();
        for (Certificate certificate : store.getCertificateChain(alias)) {
            chain.add((X509Certificate) certificate);
        }
        return new ApkSigner.SignerConfig.Builder("CERT", new KeyConfig.Jca(key), chain).build();
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
