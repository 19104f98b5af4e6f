package io.ottla.replication.controller;

/** This node is not the active controller, or has ceased to be while it was asked; whether the request took effect cannot be known. */
public final class NotController extends RuntimeException {
    private static final long serialVersionUID = 1;

    NotController() {
        super("This node is not the active controller", null, false, false);
    }
}
