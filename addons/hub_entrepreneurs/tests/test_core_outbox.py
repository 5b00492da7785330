from .core_case import CoreCase

ACTIONS = "web/static/src/webclient/actions/action_service.js"
FORM = "web/static/src/views/form/form_controller.js"


class TestCoreOutbox(CoreCase):
    """What the browser does with a form in a dialog, and with the buttons that open one."""

    def test_buttons(self):
        self.assertInOrder(
            self.script(ACTIONS),
            [
                "async function doActionButton(params, {",
                "rpc(`/web/dataset/call_button/${params.resModel}/${params.name}`, {",
                "export const actionService = {",
                "return makeActionManager(env);",
            ],
            "buttons of a view are carried out by another function",
        )
        for name in ("doActionButton", "get currentController()", "async loadAction"):
            with self.subTest(name=name):
                self.assertIn(f"        {name}", self.script(ACTIONS).rpartition("return {")[2])

    def test_dialog_of_an_action(self):
        self.assertInOrder(
            self.script(ACTIONS),
            [
                "if (!viewProps.onSave) {",
                "viewProps.onSave = (record, params) => {",
                "if (params && params.closable) {",
            ],
            "a form in a dialog tells nobody that it was saved",
        )

    def test_views_that_are_there(self):
        self.assertInOrder(
            self.script("web/static/src/views/view.js"),
            ["const loadView = !arch || (!actionMenus && loadActionMenus);", "if (loadView || loadSearchView) {"],
            "a view that is given with the action is fetched all the same",
        )

    def test_form(self):
        self.assertInOrder(
            self.script(FORM),
            [
                "this.model = useState(useModel(this.props.Model, this.modelParams",
                'this.rootRef = useRef("root");',
                "beforeExecuteAction: this.beforeExecuteActionButton.bind(this),",
                "afterExecuteAction: this.afterExecuteActionButton.bind(this),",
                "beforeUnload: (ev) => this.beforeUnload(ev),",
                "onWillSaveRecord: this.onWillSaveRecord.bind(this),",
                "onRecordSaved: this.onRecordSaved.bind(this),",
                "async onSaveError(error, { discard, retry }, leaving) {",
                "async beforeUnload(ev) {",
                "async beforeExecuteActionButton(clickParams) {",
                "async afterExecuteActionButton(clickParams) {",
                "async save(params) {",
                "onError: (error, options) => this.onSaveError(error, options, false),",
                "async discard() {",
            ],
            "a form is saved, discarded or left by other methods",
        )

    def test_failing_save_is_told(self):
        self.assertInOrder(
            self.script("web/static/src/model/relational_model/record.js"),
            [
                "const canProceed = await this.model.hooks.onWillSaveRecord(this, changes);",
                "records = await this.model.orm.webSave(",
                "return onError(e, {",
            ],
            "a form that can't be saved is not told why, or not with what",
        )

    def test_messages_are_kept_by_core(self):
        self.assertInOrder(
            self.script("mail/static/src/core/common/composer.js"),
            ["saveContent() {", "browser.localStorage.setItem(", "restoreContent() {"],
            "what is begun in a message is not kept by core any more",
        )
