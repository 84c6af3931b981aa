package io.dtvn.domain.ticket;

import static io.dtvn.domain.ticket.Operations.admit;
import static io.dtvn.domain.ticket.Operations.annul;
import static io.dtvn.domain.ticket.Operations.consume;
import static io.dtvn.domain.ticket.Operations.dispute;
import static io.dtvn.domain.ticket.Operations.issue;
import static io.dtvn.domain.ticket.Operations.read;
import static io.dtvn.domain.ticket.Operations.release;
import static io.dtvn.domain.ticket.Operations.resolve;
import static io.dtvn.domain.ticket.Operations.revoke;
import static io.dtvn.domain.ticket.Operations.validate;
import static org.assertj.core.api.Assertions.assertThat;

import io.dtvn.domain.membership.EventPolicy;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every action in every state: the state it leads to, or the refusal. */
final class TransitionTableTest {

  private static final String TABLE =
      """
      action           | none    | ISSUED    | VALIDATED | CONSUMED  | DISPUTED  | REVOKED
      ISSUE            | ISSUED  | UNCHANGED | UNCHANGED | UNCHANGED | UNCHANGED | UNCHANGED
      ISSUE other      | ISSUED  | CONFLICT  | CONFLICT  | CONFLICT  | CONFLICT  | CONFLICT
      VALIDATE         | UNKNOWN | VALIDATED | WRONG     | ADMITTED  | DISPUTED! | REVOKED!
      CONSUME          | UNKNOWN | WRONG     | CONSUMED  | ADMITTED  | DISPUTED! | REVOKED!
      ADMIT            | UNKNOWN | CONSUMED  | WRONG     | ADMITTED  | DISPUTED! | REVOKED!
      RELEASE          | UNKNOWN | WRONG     | ISSUED    | WRONG     | DISPUTED! | REVOKED!
      ANNUL            | UNKNOWN | WRONG     | WRONG     | ISSUED    | DISPUTED! | REVOKED!
      ANNUL other      | UNKNOWN | WRONG     | WRONG     | WRONG     | DISPUTED! | REVOKED!
      DISPUTE          | UNKNOWN | DISPUTED  | DISPUTED  | DISPUTED  | DISPUTED! | REVOKED!
      RESOLVE PRIOR    | UNKNOWN | WRONG     | WRONG     | WRONG     | VALIDATED | REVOKED!
      RESOLVE ISSUED   | UNKNOWN | WRONG     | WRONG     | WRONG     | ISSUED    | REVOKED!
      RESOLVE CONSUMED | UNKNOWN | WRONG     | WRONG     | WRONG     | CONSUMED  | REVOKED!
      RESOLVE REVOKED  | UNKNOWN | WRONG     | WRONG     | WRONG     | REVOKED   | REVOKED!
      REVOKE           | UNKNOWN | REVOKED   | REVOKED   | WRONG     | DISPUTED! | REVOKED!
      READ             | UNKNOWN | FOUND     | FOUND     | FOUND     | FOUND     | FOUND
      """; // names of refusals are shortened; "!" tells one from the state of its name

  @TestFactory
  Stream<DynamicTest> each_action_does_in_each_state_what_the_table_says() {
    return cells().stream()
        .map(
            cell ->
                DynamicTest.dynamicTest(
                    "%s in %s gives %s".formatted(cell.action, cell.state, cell.wanted),
                    () -> check(cell)));
  }

  @Test
  void the_table_has_every_action_and_every_state() {
    Set<ActionType> actions = EnumSet.noneOf(ActionType.class);
    Set<TicketState> states = EnumSet.noneOf(TicketState.class);
    for (Cell cell : cells()) {
      actions.add(ActionType.of(operation(cell.action).action()));
      if (!cell.state.equals("none")) {
        states.add(life(cell.state).ticket().state());
      }
    }
    assertThat(actions).containsExactly(ActionType.values());
    assertThat(states).containsExactly(TicketState.values());
  }

  private static void check(Cell cell) {
    TicketLife life = life(cell.state);
    int entries = life.history().size();
    Outcome outcome = life.does(operation(cell.action));
    assertThat(word(outcome)).isEqualTo(cell.wanted);
    if (outcome instanceof Outcome.Applied applied) {
      assertThat(life.history()).hasSize(entries + 1);
      assertThat(applied.type()).isEqualTo(ActionType.of(operation(cell.action).action()));
      assertThat(life.ticket().state()).isEqualTo(applied.state());
      assertThat(life.ticket().version()).isEqualTo(applied.version()).isEqualTo(entries + 1);
    } else {
      assertThat(life.history()).hasSize(entries);
    }
    if (outcome instanceof Outcome.Refused(Refusal refusal) && !cell.state.equals("none")) {
      assertThat(refusal.found()).contains(life.ticket().state());
      assertThat(refusal.version()).isEqualTo(entries);
    }
  }

  private static String word(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Applied applied -> applied.state().name();
      case Outcome.Unchanged _ -> "UNCHANGED";
      case Outcome.Found _ -> "FOUND";
      case Outcome.Refused(Refusal refusal) ->
          switch (refusal.code()) {
            case REVOKED, DISPUTED -> refusal.code().name() + "!";
            case ALREADY_ADMITTED -> "ADMITTED";
            case ID_CONFLICT -> "CONFLICT";
            case UNKNOWN_TICKET -> "UNKNOWN";
            case WRONG_STATE -> "WRONG";
            default -> refusal.code().name();
          };
      case Outcome.Repeated _ -> "REPEATED";
    };
  }

  private static TicketLife life(String state) {
    return switch (state) {
      case "none" -> new TicketLife(EventPolicy.DEFAULT);
      case "ISSUED" -> TicketLife.after(issue("i", "T"));
      case "VALIDATED" -> TicketLife.after(issue("i", "T"), validate("v", "T"));
      case "CONSUMED" -> TicketLife.after(issue("i", "T"), admit("first", "T"));
      case "DISPUTED" -> TicketLife.after(issue("i", "T"), validate("v", "T"), dispute("d", "T"));
      case "REVOKED" -> TicketLife.after(issue("i", "T"), revoke("r", "T"));
      default -> throw new IllegalArgumentException(state);
    };
  }

  private static Operation operation(String action) {
    return switch (action) {
      case "ISSUE" -> issue("x", "T");
      case "ISSUE other" -> issue("x", "T", "other data");
      case "VALIDATE" -> validate("x", "T");
      case "CONSUME" -> consume("x", "T");
      case "ADMIT" -> admit("x", "T");
      case "RELEASE" -> release("x", "T");
      case "ANNUL" -> annul("x", "T", "first");
      case "ANNUL other" -> annul("x", "T", "another");
      case "DISPUTE" -> dispute("x", "T");
      case "RESOLVE PRIOR" -> resolve("x", "T", Action.Verdict.PRIOR);
      case "RESOLVE ISSUED" -> resolve("x", "T", Action.Verdict.ISSUED);
      case "RESOLVE CONSUMED" -> resolve("x", "T", Action.Verdict.CONSUMED);
      case "RESOLVE REVOKED" -> resolve("x", "T", Action.Verdict.REVOKED);
      case "REVOKE" -> revoke("x", "T");
      case "READ" -> read("x", "T");
      default -> throw new IllegalArgumentException(action);
    };
  }

  private record Cell(String action, String state, String wanted) {}

  private static List<Cell> cells() {
    List<String[]> rows = TABLE.lines().map(line -> line.split("\\|")).toList();
    List<Cell> cells = new ArrayList<>();
    String[] states = rows.getFirst();
    for (String[] row : rows.subList(1, rows.size())) {
      for (int i = 1; i < row.length; i++) {
        cells.add(new Cell(row[0].strip(), states[i].strip(), row[i].strip()));
      }
    }
    return cells;
  }
}
