import com.android.apksig.ApkVerifier;
import java.io.File;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.HexFormat;

/** Prints what apksig says of each APK: whether it verifies, and the signers of each scheme. */
public final class PrintSigners {
    public static void main(String[] paths) {
        for (String path : paths) {
            System.out.println("apk " + path);
            try {
                File file = new File(path);
                print(new ApkVerifier.Builder(file).build().verify(), true);
                // Old platforms also look at JAR signatures, whatever the APK asks for.
                print(new ApkVerifier.Builder(file).setMinCheckedPlatformVersion(1).build().verify(), false);
            } catch (Exception exception) {
                System.out.println("error " + exception.toString().replace('\n', ' '));
            }
        }
    }

    private static void print(ApkVerifier.Result result, boolean first) throws Exception {
        if (first) {
            System.out.println("verified " + result.isVerified());
        }
        for (ApkVerifier.Result.V1SchemeSignerInfo signer : result.getV1SchemeSigners()) {
            print("v1", signer.getCertificate());
        }
        for (ApkVerifier.Result.V2SchemeSignerInfo signer : result.getV2SchemeSigners()) {
            print("v2", signer.getCertificate());
        }
        for (ApkVerifier.Result.V3SchemeSignerInfo signer : result.getV3SchemeSigners()) {
            print("v3", signer.getCertificate());
            lineage("v3", signer);
        }
        for (ApkVerifier.Result.V3SchemeSignerInfo signer : result.getV31SchemeSigners()) {
            print("v3.1", signer.getCertificate());
            lineage("v3.1", signer);
        }
    }

    private static void lineage(String scheme, ApkVerifier.Result.V3SchemeSignerInfo signer) throws Exception {
        if (signer.getSigningCertificateLineage() != null) {
            for (X509Certificate certificate : signer.getSigningCertificateLineage().getCertificatesInLineage()) {
                print("history-" + scheme, certificate);
            }
        }
    }

    private static void print(String scheme, X509Certificate certificate) throws Exception {
        if (certificate != null) {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
            System.out.println(scheme + " " + HexFormat.of().formatHex(digest));
        }
    }
}
