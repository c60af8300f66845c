/// A runner that can be kept by key, and shared by routes.
///
/// Whoever has it runs one record at a time. The runner stands in memory of its own rather than in a property:
/// Swift would watch each access to that, several times for every record.
@safe
package final class Engine {
  private let base: UnsafeMutablePointer<LensRunner>

  /// Makes an engine for a plan.
  package init(_ plan: LensPlan) {
    unsafe base = .allocate(capacity: 1)
    unsafe base.initialize(to: LensRunner(plan))
  }

  deinit {
    unsafe base.deinitialize(count: 1)
    unsafe base.deallocate()
  }

  /// What runs.
  package var runner: LensRunner {
    unsafeAddress { unsafe UnsafePointer(base) }
    unsafeMutableAddress { unsafe base }
  }
}
