//! The examples run.

#[path = "../examples/check_a_policy.rs"]
mod check_a_policy;
#[path = "../examples/judge_a_phone.rs"]
mod judge_a_phone;

#[test]
fn a_phone_is_judged() {
    assert_eq!(judge_a_phone::main(), Ok(()));
}

#[test]
fn a_policy_is_checked() {
    assert!(check_a_policy::main().is_ok());
}
