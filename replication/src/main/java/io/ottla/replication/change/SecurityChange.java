package io.ottla.replication.change;

import io.ottla.replication.image.AccessRule;
import io.ottla.replication.image.ClusterImage;
import io.ottla.replication.image.DelegationToken;
import io.ottla.replication.image.ScramCredential;
import io.ottla.wire.Uuid;

/** What happens to credentials, access rules and tokens. */
public sealed interface SecurityChange extends MetadataChange {

    /** A user's password for one mechanism is set. */
    record ScramSet(ScramCredential.Key key, ScramCredential credential) implements SecurityChange {
        @Override
        public ClusterImage applyTo(ClusterImage image) {
            return image.withSecurity(image.scram().plus(key, credential), image.accessRules(), image.tokens());
        }
    }

    /** A user's password for one mechanism is taken away. */
    record ScramRemoved(ScramCredential.Key key) implements SecurityChange {
        @Override
        public ClusterImage applyTo(ClusterImage image) {
            return image.withSecurity(image.scram().minus(key), image.accessRules(), image.tokens());
        }
    }

    /** A rule is added. */
    record AccessRuleAdded(AccessRule rule) implements SecurityChange {
        @Override
        public ClusterImage applyTo(ClusterImage image) {
            return image.withSecurity(image.scram(), image.accessRules().plus(rule.id(), rule), image.tokens());
        }
    }

    /** A rule is taken away. */
    record AccessRuleRemoved(Uuid id) implements SecurityChange {
        @Override
        public ClusterImage applyTo(ClusterImage image) {
            return image.withSecurity(image.scram(), image.accessRules().minus(id), image.tokens());
        }
    }

    /** A token is issued or renewed. */
    record TokenSet(DelegationToken token) implements SecurityChange {
        @Override
        public ClusterImage applyTo(ClusterImage image) {
            return image.withSecurity(
                    image.scram(), image.accessRules(), image.tokens().plus(token.id(), token));
        }
    }

    /** A token is no longer good. */
    record TokenRemoved(String tokenId) implements SecurityChange {
        @Override
        public ClusterImage applyTo(ClusterImage image) {
            return image.withSecurity(
                    image.scram(), image.accessRules(), image.tokens().minus(tokenId));
        }
    }
}
