//! Keeps the policies that were read, so that each crosses the boundary once.

use std::sync::{Arc, Mutex, PoisonError};

use appvagt_scanner::Policy;

/// Every policy that was read so far, each once. They are few: a phone gets a new one now and then.
static POLICIES: Mutex<Vec<Arc<Policy>>> = Mutex::new(Vec::new());

/// Keeps a policy and returns its handle, which is the same for an equal policy.
pub fn keep(policy: Policy) -> i32 {
    let mut policies = POLICIES.lock().unwrap_or_else(PoisonError::into_inner);
    let place = policies.iter().position(|kept| **kept == policy).unwrap_or_else(|| {
        policies.push(Arc::new(policy));
        policies.len() - 1
    });
    i32::try_from(place).unwrap_or(i32::MAX)
}

/// Returns the policy that has this handle.
pub fn kept(handle: i32) -> Option<Arc<Policy>> {
    let policies = POLICIES.lock().unwrap_or_else(PoisonError::into_inner);
    policies.get(usize::try_from(handle).ok()?).cloned()
}

#[cfg(test)]
mod tests {
    use appvagt_scanner::Ban;

    use super::*;

    #[test]
    fn equal_policies_have_one_handle_and_no_other_handle_has_a_policy() {
        let one = || Policy::banning(vec![Ban::Family("whatsapp".to_owned())]);
        let handle = keep(one());
        assert_ne!(keep(Policy::default()), handle);
        assert_eq!(keep(one()), handle);
        assert_eq!(kept(handle).as_deref(), Some(&one()));
        for unknown in [-1, i32::MAX] {
            assert_eq!(kept(unknown), None);
        }
    }
}
