// Writes down what of the classes in a folder others can call, as Kotlin's own tools list it. Arguments: the folder, the file.
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jetbrains.kotlin.abi.tools.AbiFilters;
import org.jetbrains.kotlin.abi.tools.AbiTools;

public class PublicApi {
    public static void main(String[] arguments) throws Exception {
        StringBuilder list = new StringBuilder();
        try (Stream<Path> files = Files.walk(Path.of(arguments[0]))) {
            List<File> classes = files.filter(file -> file.toString().endsWith(".class")).sorted().map(Path::toFile).toList();
            AbiTools tools = AbiTools.Companion.getInstance(PublicApi.class.getClassLoader());
            tools.printJvmDump(list, classes, AbiFilters.Companion.getEMPTY());
        }
        Files.writeString(Path.of(arguments[1]), list);
    }
}
