package io.dtvn.app.node;

import io.dtvn.app.node.Gate.Answer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What the system exists for: each ticket is shown at all gates at the same time, and exactly one
 * lets its holder in, while the others are told of that very admission.
 */
final class AdmissionRace {

  private static final int TICKETS_AT_ONCE = 16;
  private static final int VIOLATIONS_MAX = 20;

  private final List<Gate> gates;
  private final Semaphore turns = new Semaphore(TICKETS_AT_ONCE);
  private final Set<Integer> absent = ConcurrentHashMap.newKeySet();
  private final Set<Showing> running = ConcurrentHashMap.newKeySet();
  private final AtomicInteger settled = new AtomicInteger();
  private final AtomicInteger admitted = new AtomicInteger();
  private final AtomicLong retries = new AtomicLong();
  private final Collection<String> violations = new ConcurrentLinkedQueue<>();

  AdmissionRace(List<Gate> gates) {
    this.gates = List.copyOf(gates);
  }

  /** From now on no ticket waits for this gate before the next ones are shown; its calls go on. */
  void paceWithout(int gate) {
    absent.add(gate);
    running.forEach(Showing::settle);
  }

  /** Tickets that every gate which counts has been told of. */
  int settled() {
    return settled.get();
  }

  /** Tickets that were admitted exactly once. */
  int admitted() {
    return admitted.get();
  }

  /** Calls that had to be made again. */
  long retries() {
    return retries.get();
  }

  /** What must never be, in words; the first ones of them. */
  List<String> violations() {
    return List.copyOf(violations);
  }

  /** Shows all tickets; returns once each gate has an answer for each of them. */
  void run(List<String> tickets) throws InterruptedException {
    List<Thread> shown = new ArrayList<>();
    for (String ticket : tickets) {
      turns.acquire();
      shown.add(Thread.ofVirtual().start(() -> show(ticket)));
    }
    for (Thread thread : shown) {
      thread.join();
    }
  }

  private void show(String ticket) {
    Showing showing = new Showing(ticket);
    running.add(showing);
    List<Thread> callers = new ArrayList<>();
    for (int gate = 0; gate < gates.size(); gate++) {
      int number = gate;
      callers.add(Thread.ofVirtual().unstarted(() -> showing.at(number)));
    }
    callers.forEach(Thread::start);
    try {
      for (Thread caller : callers) {
        caller.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return;
    }
    running.remove(showing);
    judge(ticket, showing.answers());
  }

  /** One ticket at all gates. The next ones are shown once those gates that count have answers. */
  private final class Showing {

    private final String ticket;
    private final List<Answer> answers = new ArrayList<>();
    private final Set<Integer> open = new HashSet<>();
    private boolean isSettled;

    Showing(String ticket) {
      this.ticket = ticket;
      for (int gate = 0; gate < gates.size(); gate++) {
        open.add(gate);
      }
    }

    void at(int gate) {
      try {
        Answer answer = gates.get(gate).admit(ticket);
        retries.addAndGet(Math.max(0, answer.tries() - 1));
        add(answer, gate);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    private synchronized void add(Answer answer, int gate) {
      answers.add(answer);
      open.remove(gate);
      settle();
    }

    synchronized void settle() {
      if (!isSettled && absent.containsAll(open)) {
        isSettled = true;
        settled.incrementAndGet();
        turns.release();
      }
    }

    synchronized List<Answer> answers() {
      return List.copyOf(answers);
    }
  }

  private void judge(String ticket, List<Answer> answers) {
    List<Answer> successes = answers.stream().filter(Answer::isAdmitted).toList();
    boolean othersRefused =
        answers.stream().allMatch(a -> a.isAdmitted() || a.code().equals("ALREADY_ADMITTED"));
    long admissions = answers.stream().map(Answer::admission).distinct().count();
    if (answers.size() == gates.size()
        && successes.size() == 1
        && othersRefused
        && admissions == 1) {
      admitted.incrementAndGet();
    } else if (violations.size() < VIOLATIONS_MAX) {
      violations.add(
          "%s: want one admission and %d refusals that name it, found %s"
              .formatted(ticket, gates.size() - 1, answers));
    }
  }
}
