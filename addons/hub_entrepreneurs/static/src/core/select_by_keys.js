import { SelectMenu } from "@web/core/select_menu/select_menu";
import { getActiveHotkey } from "@web/core/hotkeys/hotkey_service";
import { patch } from "@web/core/utils/patch";

/**
 * What is typed in a selection, or marked by an arrow key, is chosen by Enter and Tab, at whatever speed. Core waits for
 * a pause first, chooses nothing by Tab, and in the row of a list nothing by Enter, which goes to the next row there.
 *
 * Core: web/static/src/core/select_menu/select_menu.js, 19.0. Contract: test_core_select_menu.
 */
patch(SelectMenu.prototype, {
    onInputKeydown(ev) {
        const hotkey = getActiveHotkey(ev);
        if (["arrowdown", "arrowup"].includes(hotkey)) {
            this.isMarkedByKey = this.dropdownState.isOpen;
        }
        if (this.props.multiSelect || !["enter", "tab", "shift+tab"].includes(hotkey)) {
            return;
        }
        const choice = this.getChoiceOfKeys(ev.target.value);
        if (!choice) {
            return;
        }
        this.debouncedOnInput.cancel();
        this.onItemSelected(choice.value);
        ev.target.value = choice.label;
        this.dropdownState.close();
        if (hotkey === "enter") {
            ev.preventDefault();
        }
        // A list goes to the next cell by Tab; elsewhere the browser does, and the menu must not mark another choice.
        if (hotkey === "enter" || !ev.target.closest(".o_data_row")) {
            ev.stopPropagation();
        }
    },

    /** Return what was typed or marked by a key, if anything. */
    getChoiceOfKeys(typed) {
        if (!typed || (!this.isMarkedByKey && typed === (this.selectedChoice?.label || ""))) {
            return null;
        }
        if (this.isMarkedByKey && this.dropdownState.isOpen) {
            const marked = this.menuRef.el?.querySelector(".o_select_menu_item.focus");
            return this.state.displayedOptions[marked?.dataset.choiceIndex];
        }
        this.filterOptions(typed);
        return this.state.choices.find((choice) => !choice.isGroup);
    },

    onStateChanged(open) {
        this.isMarkedByKey = false;
        return super.onStateChanged(open);
    },
});
