//! Opening the system's screens from an activity.

use jni::Env;
use jni::bind_java_type;
use jni::errors::Result;
use jni::refs::LoaderContext;

bind_java_type! {
    pub Activity => android.app.Activity,
    type_map = {
        Intent => android.content.Intent,
    },
    methods {
        fn is_finishing() -> jboolean,
        fn is_destroyed() -> jboolean,
        fn start_activity_for_result(intent: Intent, request_code: jint),
    },
}

bind_java_type! {
    pub Intent => android.content.Intent,
    type_map = {
        ComponentName => android.content.ComponentName,
        Uri => android.net.Uri,
    },
    constructors {
        fn new(action: JString),
        fn with_data(action: JString, data: Uri),
    },
    methods {
        fn put_flag {
            sig = (name: JString, value: jboolean) -> android.content.Intent,
            name = "putExtra",
        },
        fn set_component {
            sig = (component: ComponentName) -> android.content.Intent,
        },
    },
}

bind_java_type! {
    pub Uri => android.net.Uri,
    methods {
        static fn from_parts(scheme: JString, specific: JString, fragment: JString) -> Uri,
    },
}

bind_java_type! {
    pub ComponentName => android.content.ComponentName,
    constructors {
        fn new(package: JString, class: JString),
    },
    methods {
        non_null fn get_package_name() -> JString,
    },
}

pub(super) fn resolve(env: &mut Env, loader: &LoaderContext) -> Result<()> {
    ActivityAPI::get(env, loader)?;
    IntentAPI::get(env, loader)?;
    UriAPI::get(env, loader)?;
    ComponentNameAPI::get(env, loader)?;
    Ok(())
}
