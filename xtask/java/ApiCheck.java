// Checks that every Android and Java member used by a jar exists at one API level, except within classes that carry an
// annotation. Arguments: signature file, annotation class, packages to ignore (comma-separated), jar.
import java.io.File;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.codehaus.mojo.animal_sniffer.SignatureChecker;
import org.codehaus.mojo.animal_sniffer.logging.PrintWriterLogger;

public class ApiCheck {
    public static void main(String[] arguments) throws Exception {
        File jar = new File(arguments[3]);
        Set<String> ignored = new HashSet<>(Arrays.asList(arguments[2].split(",")));
        try (ZipFile zip = new ZipFile(jar)) {
            zip.stream()
                    .map(ZipEntry::getName)
                    .filter(name -> name.endsWith(".class"))
                    .forEach(name -> ignored.add(name.substring(0, name.length() - 6).replace('/', '.')));
        }
        try (InputStream signatures = Files.newInputStream(Path.of(arguments[0]))) {
            SignatureChecker checker =
                    new SignatureChecker(signatures, ignored, new PrintWriterLogger(System.out));
            checker.setAnnotationTypes(List.of(arguments[1]));
            checker.setSourcePath(List.of());
            checker.process(jar);
            if (checker.isSignatureBroken()) {
                System.out.println("calls that the oldest supported Android lacks, outside @RequiresApi classes");
                System.exit(1);
            }
        }
    }
}
