//! What `-Xcheck:jni` says about our own natives.

/// Returns the reports in a JVM's output that are about us, or fatal. A report is about whoever
/// stands topmost in its stack, Java's own frames aside: loading a library runs its `JNI_OnLoad`
/// under those. Robolectric's natives draw reports too, many thousands on older Android; they are
/// left out.
pub fn reports(output: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut lines = output.lines().peekable();
    while let Some(line) = lines.next() {
        let fatal = line.starts_with("FATAL ERROR");
        if !fatal
            && !line.starts_with("WARNING in native method")
            && !line.starts_with("WARNING: JNI")
        {
            continue;
        }
        let mut stack = Vec::new();
        while let Some(frame) = lines.next_if(|line| line.starts_with('\t')) {
            stack.push(frame);
        }
        let culprit = stack.iter().find(|frame| {
            let frame = frame.trim_start();
            frame.starts_with("at ")
                && !frame.starts_with("at java.")
                && !frame.starts_with("at jdk.")
        });
        if fatal || culprit.is_some_and(|frame| frame.starts_with("\tat org.appvagt.")) {
            found.push(format!("{line}\n{}", stack.join("\n")));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::reports;

    #[test]
    fn only_reports_about_our_own_natives_and_fatal_errors_count() {
        let output = "\
WARNING in native method: JNI call made without checking exceptions
\tat android.graphics.Bitmap.nativeCreate(Native Method)
\tat org.appvagt.screen.MainActivity.onCreate(MainActivity.kt:1)
some line of a test
WARNING: JNI local refs: 40, exceeds capacity: 33
\tat org.appvagt.scanner.NativeCore.scan(Native Method)
WARNING in native method: JNI call made without checking exceptions, when loading us
\tat jdk.internal.loader.NativeLibraries.load(java.base@17/Native Method)
\t- locked <0x00000000abe07f88> (a java.util.HashSet)
\tat java.lang.System.loadLibrary(java.base@17/System.java:1)
\tat org.appvagt.scanner.NativeCore.<clinit>(NativeCore.kt:1)
WARNING in native method: JNI call made without checking exceptions, when loading others
\tat jdk.internal.loader.NativeLibraries.load(java.base@17/Native Method)
\tat org.robolectric.nativeruntime.DefaultNativeRuntimeLoader.loadLibrary(Loader.java:1)
FATAL ERROR in native method: Bad global or local ref passed to JNI
\tat java.lang.Thread.run(Thread.java:1)
";
        let found = reports(output);
        assert_eq!(found.len(), 3, "{found:?}");
        assert!(found[0].starts_with("WARNING: JNI local refs: 40"));
        assert!(found[1].contains("when loading us"));
        assert!(found[2].starts_with("FATAL ERROR"));
    }
}
