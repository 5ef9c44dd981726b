package io.fasti.command.user;

import static org.axonframework.modelling.command.AggregateCreationPolicy.ALWAYS;
import static org.axonframework.modelling.command.AggregateCreationPolicy.CREATE_IF_MISSING;

import io.fasti.command.password.Secret;
import io.fasti.command.platform.LongStreams;
import io.fasti.events.UserEvent;
import io.fasti.events.UserId;
import java.util.Optional;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;

/** The only class of the feature that knows Axon. */
@Aggregate(type = "user", snapshotTriggerDefinition = LongStreams.SNAPSHOTS)
class UserAggregate {
    @AggregateIdentifier
    UserId id;

    private User user = new User.Absent();

    @CommandHandler
    @CreationPolicy(ALWAYS)
    void handle(UserCommand.CreateUser c) {
        decide(c);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void handle(UserCommand.ChangeUser c) {
        decide(c);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void handle(UserCommand.VerifyEmail c) {
        decide(c);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void handle(UserCommand.SetPassword c) {
        decide(c);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void handle(UserCommand.ChangeAttributes c) {
        decide(c);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void handle(UserCommand.BlockUser c) {
        decide(c);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void handle(UserCommand.UnblockUser c) {
        decide(c);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void handle(UserCommand.AssignRoles c) {
        decide(c);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void handle(UserCommand.RevokeRoles c) {
        decide(c);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void handle(UserCommand.SetRoles c) {
        decide(c);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void handle(UserCommand.JoinGroups c) {
        decide(c);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void handle(UserCommand.LeaveGroups c) {
        decide(c);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void handle(UserCommand.SetGroups c) {
        decide(c);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void handle(UserCommand.GrantPermissions c) {
        decide(c);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void handle(UserCommand.RevokePermissions c) {
        decide(c);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void handle(UserCommand.DeleteUser c) {
        decide(c);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void handle(UserCommand.UpgradePassword c) {
        decide(c);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void handle(UserCommand.MergeAttributes c) {
        decide(c);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void handle(UserCommand.LinkIdentity c) {
        decide(c);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void handle(UserCommand.UnlinkIdentity c) {
        decide(c);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void handle(UserCommand.AddTotp c) {
        decide(c);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void handle(UserCommand.AddBackupCodes c) {
        decide(c);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void handle(UserCommand.RemoveMfa c) {
        decide(c);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void handle(UserCommand.EraseUser c) {
        decide(c);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    boolean handle(UserCommand.IsErasable c) {
        return User.isErasable(c.userId(), user);
    }

    /** Answers the digest of the password, or that there is none. */
    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    Optional<Secret> handle(UserCommand.PasswordOf c) {
        return Optional.ofNullable(User.passwordOf(c.userId(), user));
    }

    /** Answers what the user is called, or that nothing is known. */
    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    Optional<String> handle(UserCommand.NameOf c) {
        return Optional.ofNullable(User.nameOf(c.userId(), user));
    }

    private void decide(UserCommand command) {
        User.decide(command, user).forEach(AggregateLifecycle::apply);
    }

    @EventSourcingHandler
    void on(UserEvent event) {
        id = event.userId();
        user = User.evolve(user, event);
    }
}
