package dev.gantry.access;

import dev.gantry.config.StartOrder;
import dev.gantry.record.DbWriter;
import dev.gantry.model.InvalidRequest;
import dev.gantry.model.Unauthorized;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Optional;

/** Who may sign in to the console, and the signing in. The first start makes one account, {@code admin}; see {@link FirstSignIn}. */
@ApplicationScoped
public class Accounts {

    private static final String FIRST = "admin";
    private static final int SHORTEST_PASSWORD = 10;
    private static final int LONGEST_PASSWORD = 1024;

    private final DbWriter writer;
    private final Sessions sessions;
    private final FirstSignIn firstSignIn;
    private final SignInLimit limit = new SignInLimit(Clock.systemUTC());

    @Inject
    Accounts(DbWriter writer, Sessions sessions, FirstSignIn firstSignIn) {
        this.writer = writer;
        this.sessions = sessions;
        this.firstSignIn = firstSignIn;
    }

    void begin(@Observes @Priority(StartOrder.SERVICES) StartupEvent start) {
        if (writer.write(AccountRow::exist)) {
            return;
        }
        AccountRow admin = new AccountRow();
        String password = Passwords.random();
        admin.name = FIRST;
        admin.password = Passwords.hash(password);
        admin.role = Role.ADMIN.name();
        admin.created = System.currentTimeMillis();
        // The file first: an account whose password nobody can read would lock everyone out.
        firstSignIn.write(FIRST, password);
        writer.write(() -> {
            admin.persist();
            return null;
        });
    }

    /**
     * Signs in and returns the new session's token.
     *
     * @param address where from, without the port; counted against guessing
     * @throws Unauthorized if the name or the password is wrong; it does not say which
     */
    public String signIn(String name, String password, String address) {
        String byAddress = "address " + address;
        String byAccount = "account " + name;
        limit.check(byAddress);
        limit.check(byAccount);
        Optional<AccountRow> account = find(name);
        if (!verify(account, password)) {
            limit.failed(byAddress);
            limit.failed(byAccount);
            throw new Unauthorized("the name or the password is wrong");
        }
        limit.succeeded(byAddress);
        limit.succeeded(byAccount);
        return sessions.begin(principal(account.get()), address);
    }

    /** Changes the password, ends all sessions of the account and returns the token of a new one. */
    public String changePassword(Principal principal, String current, String wanted, String address) {
        String byAccount = "account " + principal.name();
        limit.check(byAccount);
        Optional<AccountRow> account = find(principal.name());
        if (!verify(account, current)) {
            limit.failed(byAccount);
            throw new InvalidRequest("the current password is wrong");
        }
        if (wanted.length() < SHORTEST_PASSWORD || wanted.length() > LONGEST_PASSWORD) {
            throw new InvalidRequest("the new password has " + wanted.length() + " characters; choose one of at least " + SHORTEST_PASSWORD);
        }
        String hash = Passwords.hash(wanted);
        writer.write(() -> AccountRow.update("password = ?1, passwordChanged = ?2 where name = ?3", hash, System.currentTimeMillis(), principal.name()));
        firstSignIn.forget(principal.name());
        sessions.endAll(principal.name());
        return sessions.begin(principal, address);
    }

    /** Whether the account still has the password that the engine made up and wrote to a file. */
    public boolean hasFirstPassword(Principal principal) {
        return firstSignIn.isOf(principal.name());
    }

    /** Whether an account's made-up password still waits in its file to be changed. */
    public boolean awaitFirstChange() {
        return firstSignIn.isThere();
    }

    private Optional<AccountRow> find(String name) {
        return writer.write(() -> AccountRow.<AccountRow>findByIdOptional(name));
    }

    private static boolean verify(Optional<AccountRow> account, String password) {
        if (account.isEmpty() || password.length() > LONGEST_PASSWORD) {
            Passwords.spendTime("");
            return false;
        }
        return Passwords.matches(password, account.get().password);
    }

    private static Principal principal(AccountRow account) {
        return Principal.session(account.name, Role.valueOf(account.role));
    }
}
