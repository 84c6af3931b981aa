package io.dtvn.adapters.storage.bbolt;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.condition.EnabledIf;

/** Skips a test where the program was built without bbolt. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@EnabledIf(
    value = "io.dtvn.adapters.storage.bbolt.Shim#isBuilt",
    disabledReason = "built without bbolt: install Go 1.23 or newer and build again")
@interface NeedsBbolt {}
