// Writes the documentation that a configuration of Dokka asks for, and prints its warnings. Argument: the configuration.
import java.nio.file.Files;
import java.nio.file.Path;
import org.jetbrains.dokka.DokkaBootstrapImpl;

public class WriteDocs {
    public static void main(String[] arguments) {
        int status = 0;
        try {
            DokkaBootstrapImpl dokka = new DokkaBootstrapImpl();
            dokka.configure(Files.readString(Path.of(arguments[0])), (level, message) -> {
                if (level.equals("warn") || level.equals("error")) {
                    System.out.println(message);
                }
            });
            dokka.generate();
        } catch (Throwable failure) {
            failure.printStackTrace(System.out);
            status = 1;
        }
        // Threads of the analysis may still wait for work.
        System.exit(status);
    }
}
